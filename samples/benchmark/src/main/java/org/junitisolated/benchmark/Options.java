package org.junitisolated.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param jdks the JDKs to measure on
 * @param effort how much to do
 * @param output the directory for the report
 * @param complete whether it is an error if a tool is missing, and so a contender
 */
record Options(List<Jdk> jdks, Effort effort, Path output, boolean complete) {

    static final String USAGE = """
            usage: scripts/benchmark [--quick] [--rounds N] [--tests N] [--slow-tests N] [--archive-wait SECONDS]
                                     [--output DIRECTORY] [JDK_HOME...]

            --quick         only show that all works: few tests, one round, and no contender may be missing; the report
                            goes to samples/benchmark/target
            --rounds        how often all contenders take their turns (5)
            --tests         trivial tests of one plan, and classes of network tests (100)
            --slow-tests    the same, for contenders that start a JVM without help for each test (8)
            --archive-wait  how long to wait for class archives before going on without, 60 at most (60; with --quick, 10)
            --output        the directory for benchmark.md and benchmark.svg (docs)
            JDK_HOME        JDKs to measure on (JDKs 17 and 25 in /usr/lib/jvm; without any, the one that runs this)

            Relative paths begin at the root of the checkout.
            """;

    private static final String QUICK = "--quick";
    private static final int MOST = 999_999;
    private static final int LONGEST_WAIT = 60;

    Options {
        jdks = List.copyOf(jdks);
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if there is no such option
     * @throws IOException if there is no such JDK
     */
    static Options parse(String... arguments) throws IOException {
        boolean quick = Arrays.asList(arguments).contains(QUICK);
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        Path output = Path.of(quick ? "samples/benchmark/target" : "docs");
        List<Jdk> jdks = new ArrayList<>();
        Iterator<String> words =
                Arrays.stream(arguments).flatMap(Options::words).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case QUICK -> {}
                case "--rounds" -> effort = effort.withRounds(number(word, words, 1, MOST));
                // From two on there is a difference between many tests and one.
                case "--tests" -> effort = effort.withTests(number(word, words, 2, MOST));
                case "--slow-tests" -> effort = effort.withSlowTests(number(word, words, 2, MOST));
                case "--archive-wait" ->
                    effort = effort.withArchiveWait(Duration.ofSeconds(number(word, words, 0, LONGEST_WAIT)));
                case "--output" -> output = Path.of(value(word, words));
                default -> jdks.add(jdk(word));
            }
        }
        return new Options(jdks.isEmpty() ? Jdk.found() : jdks, effort, output, quick);
    }

    /** An option's value may be a word of its own, or follow an equals sign. */
    private static Stream<String> words(String argument) {
        return argument.startsWith("--") ? Stream.of(argument.split("=", 2)) : Stream.of(argument);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.next();
    }

    private static int number(String option, Iterator<String> words, int least, int most) {
        String value = value(option, words);
        if (value.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException(option + " needs a number from " + least + " to " + most + ", not " + value);
    }

    private static Jdk jdk(String word) throws IOException {
        if (word.startsWith("-")) {
            throw new IllegalArgumentException("unknown option " + word);
        }
        return Jdk.at(Path.of(word));
    }
}
