package org.junitisolated.neighbours.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes that can be seen in /proc. */
final class Processes {

    private Processes() {}

    static List<String> withCommandLineContaining(String text) {
        return ProcessHandle.allProcesses()
                .map(Processes::commandLine)
                .filter(line -> line.contains(text))
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return ""; // it has just ended
        }
    }
}
