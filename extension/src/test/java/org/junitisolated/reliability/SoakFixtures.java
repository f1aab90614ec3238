package org.junitisolated.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.Hermetic;
import org.junitisolated.Isolated;
import org.junitisolated.Isolated.Scope;
import org.junitisolated.PublishPort;
import org.junitisolated.kit.OwnProcess;

/** Some of each kind of test, and of each way to end badly. */
final class SoakFixtures {

    private SoakFixtures() {}

    @Hermetic
    static class Good {

        @Test
        void passes() {}

        @Test
        void fails() {
            assertEquals("one", "other");
        }

        @Test
        void isAborted() {
            assumeTrue(false);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void parameterized(int number) {}

        @TestFactory
        List<DynamicTest> dynamic() {
            return List.of(DynamicTest.dynamicTest("one", () -> {}), DynamicTest.dynamicTest("two", () -> {}));
        }

        @Test
        void leavesFilesAndProcesses() throws Exception {
            Files.write(Path.of("/tmp/left"), new byte[1 << 20]);
            new ProcessBuilder("setsid", "sleep", "4711").start();
        }

        @Test
        void prints() {
            System.out.println("x".repeat(200_000));
        }
    }

    @Isolated(net = true, pid = true)
    static class Bad {

        @Test
        void exits() {
            System.exit(3);
        }

        @Test
        void halts() {
            Runtime.getRuntime().halt(0);
        }

        @Test
        void isKilled() throws Exception {
            OwnProcess.signal("KILL");
            Thread.sleep(10_000);
        }

        @Test
        @Isolated(jvmArgs = "-Xmx16m")
        void exhaustsItsHeap() {
            assertEquals(0, new byte[64 << 20].length);
        }

        @Test
        @Isolated(jvmArgs = "-XX:+NoSuchOption")
        void doesNotStart() {}
    }

    @Isolated(net = true, scope = Scope.CLASS)
    @PublishPort(8080)
    static class Shared {

        @Test
        void listens() throws Exception {
            try (ServerSocket server = new ServerSocket(8080, 1, InetAddress.getLoopbackAddress())) {
                assertEquals(8080, server.getLocalPort());
            }
        }

        @Test
        void leavesThread() {
            new Thread(() -> {
                        while (true) {
                            try {
                                Thread.sleep(100_000);
                            } catch (InterruptedException e) {
                                return;
                            }
                        }
                    })
                    .start();
        }
    }

    /** Takes its whole time, so there is one of it for many others. */
    static class Hanging {

        @Test
        @Isolated(pid = true)
        void hangs() throws Exception {
            OwnProcess.signal("STOP");
        }
    }
}
