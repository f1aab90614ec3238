package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.fixtures;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.FixtureRun;
import org.junitisolated.kit.Results;

/** What a test leaves behind goes with its child, and is told. */
class LeaksTest {

    private static final String PROCESSES = "isolated.leaks.processes";
    private static final String SOCKETS = "isolated.leaks.sockets";
    private static final String THREADS = "isolated.leaks.threads";
    private static final String FILES = "isolated.leaks.files";

    private static final int LARGE = 2 << 20;

    /** What is open on purpose: the collector would close what nobody holds. */
    private static final List<Object> LEFT = new ArrayList<>();

    private static FixtureRun allIn(String namespaces) {
        return fixtures().with("isolated.all", namespaces);
    }

    private static List<String> told(Results results, String key) {
        return results.entries().stream()
                .filter(entry -> entry.containsKey(key))
                .map((Map<String, String> entry) -> entry.get(key))
                .toList();
    }

    private static void assertNothingTold(Results results, int tests) {
        assertThat(results.failures()).isEmpty();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(tests);
        assertThat(results.entries()).isEmpty();
        assertThat(results.err()).isEmpty();
    }

    private static void sleepForLong() {
        try {
            Thread.sleep(100_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(String... command) throws Exception {
        new ProcessBuilder(command).start().waitFor();
    }

    private static void startThread(String name, boolean daemon) {
        Thread thread = new Thread(LeaksTest::sleepForLong, name);
        thread.setDaemon(daemon);
        thread.start();
    }

    static class Leaves {

        @Test
        void process() throws IOException {
            new ProcessBuilder("sleep", "4711.1").start();
        }

        @Test
        void orphanInASessionOfItsOwn() throws Exception {
            run("sh", "-c", "setsid sleep 4711.2 >/dev/null 2>&1 &");
        }

        /** A process that has ended, and whose end nobody asks for, is none of them. */
        @Test
        void processWithAChildThatHasEnded() throws Exception {
            new ProcessBuilder("sh", "-c", "true & exec sleep 4711.3").start();
            Thread.sleep(200);
        }

        @Test
        void socket() throws IOException {
            LEFT.add(new ServerSocket(4711, 1, InetAddress.getLoopbackAddress()));
        }

        @Test
        void datagramSocket() throws IOException {
            LEFT.add(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4712)));
        }

        @Test
        void thread() {
            startThread("left over", false);
        }
    }

    @Isolated
    static class LeavesInAJvmOfItsOwn extends Leaves {}

    private static void assertAllTold(Results results) {
        assertThat(results.failures()).isEmpty();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(6);
        assertThat(told(results, PROCESSES))
                .hasSize(3)
                .allMatch(text -> text.matches("1 process:\n[0-9]+ sleep 4711\\.[123]"));
        assertThat(told(results, SOCKETS))
                .containsExactlyInAnyOrder("1 socket:\nTCP 127.0.0.1:4711", "1 socket:\nUDP 127.0.0.1:4712");
        assertThat(told(results, THREADS))
                .singleElement()
                .asString()
                .startsWith("1 thread:\n\"left over\" TIMED_WAITING\n")
                .contains("LeaksTest.sleepForLong");
        assertThat(results.entries()).hasSize(6);
        assertThat(results.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pid", "net", "mount", "net, pid", "hermetic", "user, net, pid", "user"})
    void whatIsLeftIsToldOfItsTest(String namespaces) {
        Results results = allIn(namespaces).of(Leaves.class);

        assertAllTold(results);
        assertThat(results.log())
                .containsSubsequence("started thread()", "finished thread() SUCCESSFUL")
                .filteredOn(line -> line.startsWith("entry thread() {isolated.leaks.threads="))
                .hasSize(1);
    }

    @Test
    void soItIsWithoutNamespaces() {
        assertAllTold(fixtures().of(LeavesInAJvmOfItsOwn.class));
    }

    static class Clean {
        private static ServerSocket server;

        @BeforeAll
        static void open() throws IOException {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }

        @AfterAll
        static void close() throws IOException {
            server.close();
        }

        @Test
        void endsItsProcesses() throws Exception {
            Process process = new ProcessBuilder("sleep", "4711.4").start();
            run("true");
            run("sh", "-c", "true &");
            process.destroy(); // and does not wait for it
        }

        @Test
        void closesItsSockets() throws IOException {
            try (ServerSocket other = new ServerSocket(0);
                    DatagramSocket datagrams = new DatagramSocket()) {
                assertThat(other.getLocalPort()).isNotEqualTo(datagrams.getLocalPort());
            }
        }

        /** A connection that is left open occupies no port of anybody. */
        @Test
        void leavesAConnection() throws IOException {
            LEFT.addAll(List.of(new Socket(server.getInetAddress(), server.getLocalPort()), server.accept()));
        }

        @Test
        void shutsItsPoolDown() {
            ExecutorService pool = Executors.newFixedThreadPool(3);
            for (int i = 0; i < 3; i++) {
                pool.execute(() -> {});
            }
            pool.shutdown(); // and does not wait for it
        }

        @Test
        void leavesDaemonThreadsOnly() throws Exception {
            CountDownLatch done = new CountDownLatch(1);
            ForkJoinPool.commonPool().execute(done::countDown);
            done.await();
            new Timer(true);
            startThread("daemon", true);
        }

        @Test
        @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void runsInAThreadOfJUnits() {}

        @Test
        void deletesItsFiles(@TempDir Path directory) throws IOException {
            Files.write(directory.resolve("large"), new byte[LARGE]);
            Files.delete(Files.write(Files.createTempFile("large", ""), new byte[LARGE]));
        }

        @Test
        void leavesASmallFile() throws IOException {
            Files.write(Files.createTempFile("small", ""), new byte[1000]);
        }
    }

    @Isolated
    static class CleanInAJvmOfItsOwn extends Clean {}

    @ParameterizedTest
    @ValueSource(strings = {"pid", "net", "hermetic", "user, pid, mount"})
    void ofATestThatLeavesNothingNothingIsTold(String namespaces) {
        assertNothingTold(allIn(namespaces).of(Clean.class), 8);
        assertNothingTold(
                allIn(namespaces)
                        .with("isolated.scope", "class")
                        .with("isolated.leaks", "fail")
                        .of(Clean.class),
                8);
    }

    @Test
    void norIsItWithoutNamespaces() {
        assertNothingTold(fixtures().with("isolated.leaks", "fail").of(CleanInAJvmOfItsOwn.class), 8);
    }

    /** JUnit's threads, and those that tests were run in at the same time, are gone at the end of the run. */
    @Test
    void norOfTestsThatRunInParallel() {
        assertNothingTold(
                allIn("net, pid")
                        .with("isolated.leaks", "fail")
                        .with("junit.jupiter.execution.parallel.enabled", "true")
                        .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                        .of(Clean.class),
                8);
    }

    @Test
    void whatATestLeavesToTheNextIsLookedAtWhenAllHaveEnded() {
        Results results = allIn("net, pid").with("isolated.scope", "class").of(Leaves.class);

        assertThat(results.failures()).isEmpty();
        assertThat(told(results, PROCESSES))
                .singleElement()
                .asString()
                .startsWith("3 processes:\n")
                .contains("sleep 4711.1", "sleep 4711.2", "sleep 4711.3");
        assertThat(told(results, SOCKETS)).containsExactly("2 sockets:\nTCP 127.0.0.1:4711\nUDP 127.0.0.1:4712");
        assertThat(told(results, THREADS)).hasSize(1);
        assertThat(results.entries()).hasSize(3);
        assertThat(results.log())
                .filteredOn(line -> line.startsWith("entry LeaksTest$Leaves {"))
                .hasSize(3);
    }

    static class LeavesAServer {

        /** Another process that listens. */
        static final class Server {
            public static void main(String[] arguments) throws IOException {
                LEFT.add(new ServerSocket(4713));
                System.out.println("listening");
                sleepForLong();
            }
        }

        @Test
        void server() throws IOException {
            Process server = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Server.class.getName(),
                            "x".repeat(2000))
                    .start();
            assertThat(server.getInputStream().read()).isEqualTo('l');
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"net, pid", "pid"})
    void theSocketsOfAProcessThatIsLeftAreToldToo(String namespaces) {
        Results results = allIn(namespaces).of(LeavesAServer.class);

        assertThat(told(results, PROCESSES))
                .singleElement()
                .asString()
                .contains("bin/java -cp ")
                .contains(" characters more)")
                .hasSizeLessThan(1100);
        assertThat(told(results, SOCKETS))
                .singleElement()
                .asString()
                .matches("1 socket:\nTCP \\*:4713, of process [0-9]+");
    }

    static class LeavesFiles {

        @Test
        void severalInAll() throws IOException {
            for (int i = 0; i < 7; i++) {
                Files.write(Path.of("/tmp/left-" + i), new byte[LARGE / 8 + i * 100_000]);
            }
            Files.write(Files.createDirectories(Path.of("/dev/shm/deep/er")).resolve("left"), new byte[LARGE]);
        }

        @Test
        void temporaryDirectoryOfJUnits(@TempDir(cleanup = CleanupMode.NEVER) Path directory) throws IOException {
            Files.write(directory.resolve("left"), new byte[LARGE]);
        }

        /** It is the host's, whatever is done with it. */
        @Test
        @Mount(type = Mount.Type.BIND, source = "target", target = "/tmp/host", writable = true)
        void notBehindADoor() throws IOException {
            Path file = Files.createTempFile(Path.of("/tmp/host"), "leaks-test", "");
            Files.write(file, new byte[LARGE]);
            file.toFile().deleteOnExit();
        }

        @Test
        void notAsALibrary() throws IOException {
            Path library = Path.of(System.getProperty("java.home"), "lib", "libprefs.so");
            Path copy = Files.copy(library, Path.of("/tmp/libleft.so"));
            Files.write(copy, new byte[LARGE], StandardOpenOption.APPEND);
            System.load(copy.toString());
        }
    }

    @Isolated(mount = true)
    static class LeavesFilesInAViewOfItsOwn extends LeavesFiles {}

    @Test
    void largeFilesAreToldWhereTheTestHadTheDirectoryForItself() {
        Results results = fixtures().of(LeavesFilesInAViewOfItsOwn.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.log()).filteredOn(line -> line.startsWith("entry ")).hasSize(2);
        assertThat(results.log())
                .anyMatch(
                        line -> line.startsWith(
                                "entry severalInAll() {" + FILES
                                        + "=8 files, 5.8 MiB in all, the largest:\n/dev/shm/deep/er/left 2.0 MiB\n/tmp/left-6 0.8 MiB\n"));
        assertThat(results.log())
                .anyMatch(line -> line.startsWith(
                        "entry temporaryDirectoryOfJUnits(Path) {" + FILES + "=1 file, 2.0 MiB in all:\n/tmp/junit"));
    }

    static class LeavesThreads {

        @Test
        void passes() {
            for (int i = 0; i < 12; i++) {
                startThread("number " + i, false);
            }
            Thread.currentThread().interrupt();
        }

        @Test
        void fails() {
            startThread("left over", false);
            throw new IllegalStateException("by itself");
        }

        @Test
        void clean() {}
    }

    @Test
    void whereLeaksAreFailuresATestThatHadPassedFails() {
        Results results = allIn("net, pid").with("isolated.leaks", "fail").of(LeavesThreads.class);

        assertThat(results.failure("passes()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContainingAll(
                        "\"passes()\" has left something behind (isolated.leaks)",
                        "\n\n12 threads, 10 of them:\n\"number ",
                        "#leaks");
        assertThat(results.failure("fails()")).hasMessage("by itself").hasNoSuppressedExceptions();
        assertThat(results.outcome("clean()")).isEqualTo("SUCCESSFUL");
        assertThat(told(results, THREADS)).hasSize(2);
    }

    @Test
    void soDoesAClassWhoseTestsShareAChild() {
        Results results = allIn("net, pid")
                .with("isolated.scope", "class")
                .with("isolated.leaks", "fail")
                .of(LeavesThreads.class);

        assertThat(results.outcome("passes()")).isEqualTo("SUCCESSFUL");
        assertThat(results.failure("fails()")).hasMessage("by itself");
        assertThat(results.failure("LeaksTest$LeavesThreads"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("13 threads, 10 of them");
    }

    @Test
    void nothingIsLookedForWhereThatIsSwitchedOff() {
        Results results = allIn("net, pid").with("isolated.leaks", "off").of(Leaves.class);

        assertNothingTold(results, 6);
    }
}
