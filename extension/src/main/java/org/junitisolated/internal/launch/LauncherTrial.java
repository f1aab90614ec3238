package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command in the launcher, as it would be for a test, but for itself alone: only to see whether it can be run. */
public final class LauncherTrial implements AutoCloseable {

    /** The launcher's exit code when it does not know an option, too. */
    private static final int SET_UP_FAILED = 125;

    private static final long KILL_MILLIS = 10_000;
    private static final Path NO_SOCKET = Path.of("/no-socket");

    private final Process launcher;
    private final CollectedText output;
    private final CollectedText errors;

    private LauncherTrial(Process launcher) {
        this.launcher = launcher;
        this.output = CollectedText.of(launcher.getInputStream());
        this.errors = CollectedText.of(launcher.getErrorStream());
    }

    /**
     * What has come of a trial.
     *
     * @param exitCode the launcher's; empty if it did not end in time and was killed
     * @param output what the command printed
     * @param errors what it printed to the other stream, and the launcher's records
     */
    public record Outcome(Optional<Integer> exitCode, String output, String errors) {

        public Stream<StatusRecord> records() {
            return errors.lines().map(StatusRecord::parse).flatMap(Optional::stream);
        }

        public boolean hasSucceeded() {
            return exitCode.filter(code -> code == 0).isPresent();
        }

        /** Tells whether the launcher did not understand its own command line. */
        public boolean isUsageError() {
            return exitCode.filter(code -> code == SET_UP_FAILED).isPresent()
                    && errors.startsWith(LauncherBinary.NAME + ": ");
        }
    }

    /** Starts the launcher with such options. */
    public static LauncherTrial start(Path launcher, List<String> options, List<String> command) throws IOException {
        List<String> line = new ArrayList<>(List.of(launcher.toString()));
        line.addAll(options);
        line.add("--");
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line);
        ParentJvm.OPTION_VARIABLES.forEach(builder.environment()::remove);
        return new LauncherTrial(ExecutableStart.start(builder));
    }

    /**
     * Starts the launcher just as for a test; only that no parent waits at a socket for its records.
     *
     * @param directory what a test may write, as it may its plan's own directory
     * @param needed files and directories that the command must be able to see
     */
    public static LauncherTrial startAsForTest(
            Path launcher, ChildSpec spec, Path directory, List<Path> needed, List<String> command) throws IOException {
        HostPaths host = new HostPaths(
                ParentJvm.workingDirectory(), directory, PrivateDirectories.ofThisJvm(), needed, List.of());
        List<String> line = LauncherCommandLine.of(launcher, spec, NO_SOCKET, host, OptionalInt.empty(), List.of());
        int socket = line.indexOf(NO_SOCKET.toString());
        List<String> options = new ArrayList<>(line.subList(1, line.size() - 1));
        options.subList(socket - 2, socket).clear();
        return start(launcher, options, command);
    }

    /** Waits until the command has printed that text, at most so many milliseconds; false also when it ends without it. */
    public boolean awaitOutput(String text, long milliseconds) throws InterruptedException {
        return output.await(text, milliseconds);
    }

    /** Returns the port of the host that leads to a published one, as the launcher has told until now. */
    public Optional<Integer> hostPort(String protocol, int port) {
        String start = "port " + protocol + " " + port + " ";
        return errors.text()
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> Integer.valueOf(line.substring(start.length())))
                .findFirst();
    }

    /** Waits for the end, at most so many milliseconds; then ends whatever is left. */
    public Outcome await(long milliseconds) throws IOException, InterruptedException {
        boolean ended = launcher.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        close();
        output.awaitEnd(KILL_MILLIS);
        errors.awaitEnd(KILL_MILLIS);
        return new Outcome(ended ? Optional.of(launcher.exitValue()) : Optional.empty(), output.text(), errors.text());
    }

    /** The end of its standard input tells the launcher to end all that it has started. */
    @Override
    public void close() throws IOException {
        try {
            launcher.getOutputStream().close();
            if (!launcher.waitFor(KILL_MILLIS, TimeUnit.MILLISECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            launcher.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
