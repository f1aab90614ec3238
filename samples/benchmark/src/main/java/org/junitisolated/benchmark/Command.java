package org.junitisolated.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A command that is run to its end, and takes time.
 *
 * @param directory where it runs
 * @param environment variables in addition to those of this process
 * @param line program and arguments
 */
record Command(Path directory, Map<String, String> environment, List<String> line) {

    /** Long after everything that still makes progress. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** A JVM announces these on stderr; and what one developer has in them, others do not. */
    private static final List<String> JVM_OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final int SHOWN_OUTPUT = 4000;

    Command {
        environment = Map.copyOf(environment);
        line = List.copyOf(line);
    }

    /**
     * What came of it.
     *
     * @param millis from before the process was created until after it had ended
     * @param output what it wrote to stdout and stderr
     */
    record Outcome(double millis, String output) {}

    /**
     * Runs it.
     *
     * @throws FailedException if it ends with another exit code than 0, or does not end
     */
    Outcome run() throws IOException, InterruptedException, FailedException {
        return run(LIMIT, process -> {});
    }

    /** Runs it, and shows its process to a watcher again and again. */
    Outcome run(Duration interval, Consumer<ProcessHandle> watcher)
            throws IOException, InterruptedException, FailedException {
        // A file needs no thread of ours that reads along.
        Path output = Files.createTempFile(directory, "output-", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeAll(JVM_OPTIONS);
            builder.environment().putAll(environment);
            long start = System.nanoTime();
            Process process = builder.start();
            // Its stdin stays open meanwhile: the end of it would be the end of our launcher's command.
            boolean ended = await(process, interval, watcher, start);
            double millis = (System.nanoTime() - start) / 1e6;
            String text = Files.readString(output);
            if (!ended || process.exitValue() != 0) {
                throw failure(ended ? "exit code " + process.exitValue() : "no end within " + LIMIT, text);
            }
            return new Outcome(millis, text);
        } finally {
            Files.delete(output);
        }
    }

    private static boolean await(Process process, Duration interval, Consumer<ProcessHandle> watcher, long start)
            throws InterruptedException {
        while (!process.waitFor(interval.toNanos(), TimeUnit.NANOSECONDS)) {
            if (System.nanoTime() - start >= LIMIT.toNanos()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                return false;
            }
            watcher.accept(process.toHandle());
        }
        return true;
    }

    /** Returns what to throw where the command did not do what it should have done. */
    FailedException failure(String reason, String output) {
        String shown = output.length() <= SHOWN_OUTPUT ? output : output.substring(output.length() - SHOWN_OUTPUT);
        return new FailedException(reason + ": " + String.join(" ", line) + "\n" + shown);
    }

    /** What was to be measured does not work. */
    static final class FailedException extends Exception {

        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }
}
