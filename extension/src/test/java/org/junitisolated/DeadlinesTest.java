package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.fixtures;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junitisolated.kit.FixtureRun;
import org.junitisolated.kit.OwnProcess;
import org.junitisolated.kit.Results;

/** A deadline holds whatever the child does, and the failure says what it was doing, also where nothing in it can answer. */
class DeadlinesTest {

    private static FixtureRun withDeadline() {
        return fixtures().with("isolated.timeout", "5s").with("isolated.timeout.grace", "2s");
    }

    @Isolated(net = true, pid = true)
    static class Waits {

        @Test
        void forItsServer() throws Exception {
            new ProcessBuilder("sleep", "4711").start();
            try (ServerSocket server = new ServerSocket(8080, 1, InetAddress.getLoopbackAddress());
                    Socket client = new Socket(InetAddress.getLoopbackAddress(), 8080)) {
                client.getInputStream().read();
                server.accept();
            }
        }
    }

    @Test
    void theEvidenceIsStacksProcessesAndSockets() {
        assertThat(withDeadline().of(Waits.class).failure("forItsServer()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("Waits.forItsServer")
                .hasMessageMatching("(?s).*\\d+ sleeping, .*/java .*threads.*")
                .hasMessageMatching("(?s).*  \\d+ sleeping, [0-9.]+ s: sleep 4711.*")
                .hasMessageContaining("TCP LISTEN 127.0.0.1:8080")
                .hasMessageMatching("(?s).*TCP ESTAB 127.0.0.1:\\d+ to 127.0.0.1:8080.*");
    }

    @Isolated
    static class WaitsOnTheHost {

        @Test
        void forNobody() throws Exception {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                System.out.println("port " + server.getLocalPort());
                server.accept();
            }
        }
    }

    @Test
    void withoutANetworkOfItsOwnTheSocketsAreThoseOfItsProcesses() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Results results = withDeadline().of(WaitsOnTheHost.class);

            String port = results.out().replaceAll("(?s).*port (\\d+).*", "$1");
            assertThat(results.failure("forNobody()"))
                    .hasMessageContaining("TCP LISTEN 127.0.0.1:" + port)
                    .message()
                    .doesNotContain(":" + other.getLocalPort());
        }
    }

    @Isolated(pid = true)
    static class Stops {

        @Test
        void itself() throws Exception {
            OwnProcess.signal("STOP");
        }
    }

    @Test
    void aStoppedJvmIsSeenToBeStopped() {
        assertThat(withDeadline().of(Stops.class).failure("itself()"))
                .hasMessageContaining("did not answer with the stacks")
                .hasMessageContaining("stopped by a signal");
    }

    @Isolated
    static class StopsWithoutPid {

        @Test
        void itself() throws Exception {
            OwnProcess.signal("STOP");
        }

        @Test
        void launchersProcessInside() throws Exception {
            ProcessHandle init = ProcessHandle.current().parent().orElseThrow();
            new ProcessBuilder("kill", "-STOP", "" + init.pid()).start().waitFor();
            Thread.sleep(100_000);
        }

        @Test
        void survives() {}
    }

    @Test
    void soIsOneWithoutAPidNamespace() {
        Results results = withDeadline().of(StopsWithoutPid.class);

        assertThat(results.failure("itself()")).hasMessageContaining("stopped by a signal");
        assertThat(results.failure("launchersProcessInside()")).hasMessageContaining("isolated.timeout");
        assertThat(results.outcome("survives()")).isEqualTo("SUCCESSFUL");
    }

    @Isolated(pid = true)
    static class Spins {

        @Test
        void withoutEnd() {
            while (System.nanoTime() != 0) {
                // What it does is to do nothing.
            }
        }
    }

    @Test
    void aThreadThatSpinsIsSeenToRun() {
        assertThat(withDeadline().of(Spins.class).failure("withoutEnd()"))
                .hasMessageContaining("Spins.withoutEnd")
                .hasMessageMatching("(?s).*thread \\d+ \"java\" of \\d+: running, .*");
    }

    @Isolated
    static class Deadlocks {

        private static final ReentrantLock FIRST = new ReentrantLock();
        private static final ReentrantLock SECOND = new ReentrantLock();

        private static void inOrder(ReentrantLock one, ReentrantLock other) {
            one.lock();
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                return;
            }
            other.lock();
        }

        @Test
        void twoThreads() {
            new Thread(() -> inOrder(FIRST, SECOND), "the other").start();
            inOrder(SECOND, FIRST);
        }
    }

    @Test
    void aDeadlockIsSeenInTheStacks() {
        assertThat(withDeadline().of(Deadlocks.class).failure("twoThreads()"))
                .hasMessageContaining("\"the other\" WAITING")
                .hasMessageContaining("Deadlocks.inOrder");
    }

    private static void pause() {
        LockSupport.parkNanos(1_000_000);
    }

    @Isolated(pid = true)
    static class NeverStopsPrinting {

        @Test
        void printing() {
            while (true) {
                System.out.println("and again");
                pause();
            }
        }
    }

    @Isolated(pid = true)
    static class NeverStopsTelling {

        @TestFactory
        Stream<DynamicTest> makingTests() {
            return Stream.iterate(1, number -> number + 1)
                    .map(number -> DynamicTest.dynamicTest("test " + number, DeadlinesTest::pause));
        }

        @Test
        void publishing(TestReporter reporter) {
            while (true) {
                reporter.publishEntry("and again");
                pause();
            }
        }
    }

    @Test
    void whatNeverStopsTellingIsEndedToo() {
        assertThat(withDeadline().of(NeverStopsPrinting.class).failures()).contains("5s (isolated.timeout)");
        Results results = withDeadline().of(NeverStopsTelling.class);

        assertThat(results.failures()).contains("5s (isolated.timeout)");
        assertThat(results.failure("publishing(TestReporter)")).hasMessageContaining("isolated.timeout");
        assertThat(results.outcome("makingTests()")).isEqualTo("FAILED");
    }
}
