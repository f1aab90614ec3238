package org.junitisolated.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes that can be seen in /proc. */
final class Processes {

    private Processes() {}

    static List<ProcessHandle> withArgument(String argument) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(argument))
                .toList();
    }

    /** A process that is just being started has no arguments for a moment. */
    static List<ProcessHandle> awaitWithArgument(String argument, int expected) throws Exception {
        Patience.waitUntil(() -> withArgument(argument).size() >= expected);
        return withArgument(argument);
    }

    private static List<String> commandLine(ProcessHandle process) {
        try {
            return List.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .split("\0"));
        } catch (IOException e) {
            return List.of(); // it has just ended
        }
    }
}
