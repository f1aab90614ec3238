package org.junitisolated.internal.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junitisolated.internal.launch.ChildSpec;
import org.junitisolated.internal.launch.LauncherTrial;
import org.junitisolated.internal.launch.LauncherTrial.Outcome;

/** What all trials need: the launcher, a directory of their own, and an end in time. */
final class TrialRoom implements AutoCloseable {

    /** For all trials together; they need two or three seconds. */
    private static final long ALL_SECONDS = 120;

    private static final long ONE_MILLIS = 30_000;

    private final Path launcher;
    private final Path directory;
    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ALL_SECONDS);

    private TrialRoom(Path launcher, Path directory) {
        this.launcher = launcher;
        this.directory = directory;
    }

    static TrialRoom open(Path launcher) throws IOException {
        return new TrialRoom(launcher, goesWithThisJvm(Files.createTempDirectory("junit-isolated-doctor-")));
    }

    Path newDirectory(String name) throws IOException {
        return goesWithThisJvm(Files.createDirectories(directory.resolve(name)));
    }

    /** For whoever interrupts the doctor; what the launcher has started ends with it anyway. */
    private static Path goesWithThisJvm(Path created) {
        created.toFile().deleteOnExit();
        return created;
    }

    boolean isTimeOver() {
        return millisecondsLeft() <= 0;
    }

    /** Returns how long one trial may take from now on. */
    long millisecondsLeft() {
        return Math.min(ONE_MILLIS, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }

    /** Returns a command that every machine has and that ends at once: the launcher itself. */
    List<String> command() {
        return List.of(launcher.toString(), "--version");
    }

    /** Returns the command that runs {@link InsideMain} in a JVM. */
    static List<String> jvm(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(javaHome(), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                jar().toString(),
                InsideMain.class.getName()));
        command.addAll(List.of(words));
        return command;
    }

    private static String javaHome() {
        return System.getProperty("java.home");
    }

    private static Path jar() {
        try {
            return Path.of(TrialRoom.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    LauncherTrial start(List<String> options, List<String> command) throws IOException {
        return LauncherTrial.start(launcher, options, command);
    }

    Outcome run(List<String> options) throws IOException, InterruptedException {
        try (LauncherTrial trial = start(options, command())) {
            return trial.await(millisecondsLeft());
        }
    }

    /** Runs the command just as a test that asks for this would be. */
    Outcome runAsTest(ChildSpec spec, List<String> command) throws IOException, InterruptedException {
        List<Path> needed = new ArrayList<>();
        for (Path path : List.of(launcher, jar(), Path.of(javaHome()))) {
            needed.addAll(List.of(path, path.toRealPath()));
        }
        try (LauncherTrial trial = LauncherTrial.startAsForTest(launcher, spec, directory, needed, command)) {
            return trial.await(millisecondsLeft());
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(TrialRoom::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
