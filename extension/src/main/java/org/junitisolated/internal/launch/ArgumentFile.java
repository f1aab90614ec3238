package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Arguments of {@code java} in a file, as {@code java @file} reads them: a class path can be longer than what the kernel
 * takes as one argument (128 KiB, {@code MAX_ARG_STRLEN} in execve(2)).
 */
final class ArgumentFile {

    private ArgumentFile() {}

    static void write(Path file, List<String> arguments) throws IOException {
        Files.writeString(
                file, arguments.stream().map(ArgumentFile::quote).collect(Collectors.joining("\n", "", "\n")));
    }

    /** In double quotes a backslash escapes, and a line end would end the argument. */
    private static String quote(String argument) {
        return '"'
                + argument.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
