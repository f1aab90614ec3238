package org.junitisolated.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Processes that have an environment variable with a value of its own, which they hand down to all that they start. */
record MarkedProcesses(String variable, String value) {

    /** Describes those that are there now. */
    List<String> running() throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (text(process.resolve("environ")).contains("\0" + variable + "=" + value + "\0")) {
                    found.add(process.getFileName() + " "
                            + text(process.resolve("cmdline")).replace('\0', ' '));
                }
            }
        }
        return found;
    }

    /** The variable may be the first. */
    private static String text(Path file) {
        try {
            return "\0" + Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // It has ended.
        }
    }

    /** Waits until none is there any more; describes those that are still there when the time is over. */
    List<String> leftAfter(Duration time) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<String> left = running();
        while (!left.isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(20);
            left = running();
        }
        return left;
    }
}
