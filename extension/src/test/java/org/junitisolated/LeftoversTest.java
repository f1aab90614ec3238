package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.FixtureMain;
import org.junitisolated.kit.Results;

/** Nothing outlives an isolated test, whichever way it ends. */
class LeftoversTest {

    /** Processes whose command line holds the marker. */
    private static List<String> processesWith(String marker) throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                try {
                    String commandLine = Files.readString(process.resolve("cmdline"));
                    if (commandLine.contains(marker)) {
                        found.add(process.getFileName() + " " + commandLine.replace('\0', ' '));
                    }
                } catch (IOException e) {
                    // It ended while we looked.
                }
            }
        }
        return found;
    }

    private static void start(String... command) throws IOException, InterruptedException {
        new ProcessBuilder(command).start();
        Thread.sleep(200); // so that the shells have come to their sleep
    }

    /** Fixtures sleep for a number of seconds that nobody else sleeps. */
    private static String sleep() {
        return System.getProperty("fixture.sleep");
    }

    static class LeavesProcesses {
        @Test
        @Isolated
        void plain() throws Exception {
            start("sleep", sleep());
        }

        @Test
        @Isolated
        void inANewSession() throws Exception {
            start("setsid", "sleep", sleep());
        }

        @Test
        @Isolated
        void forkedTwice() throws Exception {
            start("sh", "-c", "(setsid sleep " + sleep() + " &) &");
        }

        @Test
        @Isolated(pid = true)
        void forkedTwiceInAPidNamespace() throws Exception {
            start("sh", "-c", "(setsid sleep " + sleep() + " &) &");
        }
    }

    @Test
    void abandonedProcessesAreGoneWhenTheTestHasFinished() throws IOException {
        String sleep = "1000." + System.nanoTime();
        System.setProperty("fixture.sleep", sleep);

        Results results = run(LeavesProcesses.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(4);
        assertThat(processesWith(sleep)).isEmpty();
    }

    static class Waits {
        @Test
        @Isolated
        void withoutPid() throws Exception {
            start("setsid", "sleep", sleep());
            Thread.sleep(100_000);
        }
    }

    static class WaitsInItsOwnPidNamespace {
        @Test
        @Hermetic
        void withPid() throws Exception {
            start("setsid", "sleep", sleep());
            Thread.sleep(100_000);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Waits.class, WaitsInItsOwnPidNamespace.class})
    void aKilledParentLeavesNoLauncherAndNoChild(Class<?> fixture) throws Exception {
        String sleep = "1000." + System.nanoTime();
        Process parent = new ProcessBuilder(FixtureMain.command(
                        List.of("-Dfixture.sleep=" + sleep, "-Dfixture.marker=" + sleep), fixture, Map.of()))
                .redirectErrorStream(true)
                .start();
        try {
            eventually(() -> !processesWith("sleep\0" + sleep).isEmpty());
            List<ProcessHandle> descendants = parent.descendants().toList();
            assertThat(descendants).hasSizeGreaterThanOrEqualTo(4);

            parent.destroyForcibly().waitFor();

            eventually(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(processesWith(sleep)).isEmpty();
        } finally {
            parent.destroyForcibly();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void eventually(Condition condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("the time until which to wait").isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void noTemporaryFileIsLeft() throws IOException {
        run(LeavesProcesses.class);

        String ours = "junit-isolated-run-" + ProcessHandle.current().pid() + "-*";
        try (DirectoryStream<Path> directories =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), ours)) {
            assertThat(directories).isEmpty();
        }
    }
}
