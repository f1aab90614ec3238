package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;

/** Asks the programs of the machine, which know nothing of Java. */
final class Shell {

    private Shell() {}

    /** Returns what a command prints. A test is aborted if its program is not installed. */
    static List<String> linesOf(String command) throws Exception {
        assumeTrue(exitCodeOf("command -v " + command.split(" ", 2)[0]) == 0, "not installed: " + command);
        Process process = start(command);
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as("%s: %s", command, lines).isZero();
        return lines;
    }

    static int exitCodeOf(String command) throws Exception {
        Process process = start(command);
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private static Process start(String command) throws Exception {
        // Administrators' programs, too, which are not on everybody's PATH.
        return new ProcessBuilder("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; " + command)
                .redirectErrorStream(true)
                .start();
    }
}
