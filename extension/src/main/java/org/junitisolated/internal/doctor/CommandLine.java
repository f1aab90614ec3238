package org.junitisolated.internal.doctor;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The words behind {@code java -jar junit-isolated.jar}.
 *
 * @param help whether only the usage was asked for
 * @param json whether a machine reads it
 * @param launcher the launcher to try instead of the one in the jar
 * @param cache the directory to unpack the launcher to
 */
record CommandLine(boolean help, boolean json, Optional<Path> launcher, Optional<Path> cache) {

    static final String USAGE = """
            Usage: java -jar junit-isolated.jar doctor [--json] [--launcher PATH] [--cache DIR]

            Tries on this machine whatever isolated tests may ask for, and says what works, what
            does not, why, and what mends it.

              --json           prints one JSON object
              --launcher PATH  tries this launcher, as isolated.launcher would
              --cache DIR      unpacks the launcher to this directory, as isolated.cache would

            Exit code: 0 hermetic isolation works, 1 it does not, 2 wrong usage.
            """;

    static CommandLine parse(List<String> words) {
        if (words.equals(List.of("--help")) || words.equals(List.of("doctor", "--help"))) {
            return new CommandLine(true, false, Optional.empty(), Optional.empty());
        }
        if (words.isEmpty()) {
            throw new IllegalArgumentException("say what to do");
        }
        if (!words.get(0).equals("doctor")) {
            throw new IllegalArgumentException("unknown command \"" + words.get(0) + "\"");
        }
        return parseOptions(words.subList(1, words.size()).iterator());
    }

    private static CommandLine parseOptions(Iterator<String> words) {
        boolean json = false;
        Optional<Path> launcher = Optional.empty();
        Optional<Path> cache = Optional.empty();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--json" -> json = true;
                case "--launcher" -> launcher = Optional.of(path(word, words));
                case "--cache" -> cache = Optional.of(path(word, words));
                default -> throw new IllegalArgumentException("unknown option \"" + word + "\"");
            }
        }
        return new CommandLine(false, json, launcher, cache);
    }

    private static Path path(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a path");
        }
        return Path.of(words.next());
    }
}
