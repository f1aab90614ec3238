package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file in which a child's JVM says why it crashed, or could get no memory from the system: {@code hs_err_pid*.log} by
 * default. Each child has one of its own: in PID namespaces all JVMs have the same pid. A user's {@code -XX:ErrorFile} wins.
 *
 * @param path where it will be, if it is ever written
 */
record CrashFile(Path path) {

    private static final String FIRST_LINE = "# A fatal error has been detected";
    private static final String NO_MEMORY = "# There is insufficient memory";

    /** It begins with comments, which are for people; the technical part follows. */
    private static final int MOST_LINES = 24;

    /** Returns the argument that tells a JVM of it. */
    String toArgument() {
        // The JVM puts its pid in the place of %p.
        return "-XX:ErrorFile=" + path.toString().replace("%", "%%");
    }

    /** Tells whether the JVM has written it. */
    boolean isWritten() {
        return Files.isRegularFile(path) && head().stream().anyMatch(CrashFile::isBeginning);
    }

    /** Returns what it says first, in a line for each sentence. */
    Optional<String> summary() {
        if (!isWritten()) {
            return Optional.empty();
        }
        List<String> sentences = new ArrayList<>();
        for (String line : head()) {
            String text = line.substring(1).strip();
            if (text.startsWith("Core dump") || text.startsWith("If you would like") || text.startsWith("Possible")) {
                break;
            } else if (!text.isEmpty()) {
                sentences.add("    " + text);
            }
        }
        return Optional.of(String.join("\n", sentences));
    }

    private static boolean isBeginning(String line) {
        return line.startsWith(FIRST_LINE) || line.startsWith(NO_MEMORY);
    }

    private List<String> head() {
        try (var lines = Files.lines(path, StandardCharsets.ISO_8859_1)) {
            return lines.takeWhile(line -> line.startsWith("#"))
                    .limit(MOST_LINES)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
