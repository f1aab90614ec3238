package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junitisolated.Isolated.Jvm;
import org.junitisolated.Isolated.Scope;
import org.junitisolated.kit.FixtureRun;
import org.junitisolated.kit.OwnProcess;
import org.junitisolated.kit.Results;

/** {@code jvm = SHARED}: many runs in one child, each in namespaces of its own. */
class SharedJvmTest {

    private static final int PORT = 8080;
    private static final Pattern SERVED = Pattern.compile("served (\\d+) in (\\d+)");

    /** The server stays open: only in another network is the port free then. */
    private static void serve() throws IOException {
        ServerSocket server = new ServerSocket(PORT);
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), PORT);
                Socket accepted = server.accept()) {
            client.getOutputStream().write('x');
            assertThat(accepted.getInputStream().read()).isEqualTo('x');
        }
        System.out.println("served " + ++Served.count + " in "
                + ProcessHandle.current().parent().orElseThrow().pid());
    }

    private static final class Served {
        private static int count;
    }

    @Isolated(net = true, jvm = Jvm.SHARED)
    static class SamePort {

        @Test
        void first() throws Exception {
            serve();
        }

        @Test
        void second() throws Exception {
            serve();
        }

        @Test
        void third() throws Exception {
            serve();
        }
    }

    @Test
    void eachTestHasANetworkAndAllHaveOneJvm() {
        Results results = run(SamePort.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(3);
        List<MatchResult> served = SERVED.matcher(results.out()).results().toList();
        assertThat(served).extracting(match -> match.group(1)).containsExactly("1", "2", "3");
        assertThat(served)
                .extracting(match -> match.group(2))
                .containsOnly(served.get(0).group(2));
        assertThat(results.entries())
                .filteredOn(entry -> entry.containsKey("isolated.leaks.sockets"))
                .hasSize(3);
    }

    @Isolated(net = true, uts = true, ipc = true, mount = true, hostname = "room", jvm = Jvm.SHARED)
    static class AllWalls {

        private static final Path MARK = Path.of("/tmp/junit-isolated-mark");

        @Test
        void first() throws Exception {
            leaveMark();
        }

        @Test
        void second() throws Exception {
            leaveMark();
        }

        private static void leaveMark() throws IOException {
            assertThat(MARK).doesNotExist();
            Files.createFile(MARK);
            assertThat(Files.readString(Path.of("/proc/sys/kernel/hostname"))).isEqualTo("room\n");
            assertThatThrownBy(() -> Files.createFile(Path.of("/etc/junit-isolated-mark")))
                    .hasMessageContaining("Read-only file system");
            assertThat(Files.getAttribute(MARK.getParent(), "unix:mode")).isEqualTo(041777);
        }
    }

    @Test
    void eachTestHasItsDirectories() {
        Results results = run(AllWalls.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(2);
        assertThat(AllWalls.MARK).doesNotExist();
    }

    @Isolated(net = true, jvm = Jvm.SHARED, scope = Scope.CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class OneNetwork {

        private static ServerSocket server;

        @BeforeAll
        static void open() throws IOException {
            server = new ServerSocket(PORT);
        }

        @AfterAll
        static void close() throws IOException {
            server.close();
        }

        @Test
        void aConnects() throws Exception {
            new Socket(InetAddress.getLoopbackAddress(), PORT).close();
        }

        @Test
        void bConnects() throws Exception {
            new Socket(InetAddress.getLoopbackAddress(), PORT).close();
        }
    }

    @Isolated(net = true, jvm = Jvm.SHARED, scope = Scope.CLASS)
    static class OtherNetwork extends OneNetwork {}

    @Test
    void aClassHasOneNetwork() {
        Results results = run(OneNetwork.class, OtherNetwork.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(4);
    }

    /** Each waits for the others to be there, too. */
    @Isolated(net = true, jvm = Jvm.SHARED)
    @Execution(ExecutionMode.CONCURRENT)
    static class AtOnce {

        private static final CountDownLatch ALL_THERE = new CountDownLatch(3);

        @Test
        void a() throws Exception {
            meet("a");
        }

        @Test
        void b() throws Exception {
            meet("b");
        }

        @Test
        void c() throws Exception {
            meet("c");
        }

        private static void meet(String name) throws Exception {
            try (ServerSocket server = new ServerSocket(PORT)) {
                ALL_THERE.countDown();
                assertThat(ALL_THERE.await(20, TimeUnit.SECONDS)).isTrue();
                for (int i = 0; i < 200; i++) {
                    System.out.println("printed by " + name);
                }
                Thread other = new Thread(() -> System.out.println("printed by another thread of " + name));
                other.start();
                other.join();
                assertThat(server.isBound()).isTrue();
            }
        }
    }

    private static FixtureRun inParallel() {
        return fixtures()
                .with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "3")
                .with("junit.platform.output.capture.stdout", "true");
    }

    @Test
    void severalRunAtOnceAndWhatEachPrintsIsItsOwn() {
        Results results = inParallel().of(AtOnce.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(3);
        for (String name : List.of("a", "b", "c")) {
            String expected = ("printed by " + name + "\n").repeat(200) + "printed by another thread of " + name + "\n";
            assertThat(results.log()).contains("entry " + name + "() {stdout=" + expected + "}");
        }
    }

    @Isolated(net = true, jvm = Jvm.SHARED)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Ends {

        @Test
        void aPasses() {}

        @Test
        void bExits() {
            System.exit(3);
        }

        @Test
        void cPasses() {}

        @Test
        void dIsKilled() throws Exception {
            OwnProcess.signal("KILL");
            Thread.sleep(20_000);
        }

        @Test
        void ePasses() {}

        @Test
        void fFails() {
            throw new IllegalStateException("as it shall");
        }

        @Test
        void gPasses() {}
    }

    @Test
    void aLostChildCostsWhatRunsInIt() {
        Results results = run(Ends.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(4);
        assertThat(results.failure("bExits()"))
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("Ends.bExits");
        assertThat(results.failure("dIsKilled()")).hasMessageContaining("SIGKILL");
        assertThat(results.failure("fFails()")).isInstanceOf(IllegalStateException.class);
    }

    @Isolated(net = true, jvm = Jvm.SHARED)
    @Execution(ExecutionMode.CONCURRENT)
    static class EndsAmongOthers {

        private static final CountDownLatch ALL_THERE = new CountDownLatch(2);

        @Test
        void ends() throws Exception {
            ALL_THERE.countDown();
            ALL_THERE.await();
            OwnProcess.signal("KILL");
            Thread.sleep(20_000);
        }

        @Test
        void isThere() throws Exception {
            ALL_THERE.countDown();
            Thread.sleep(20_000);
        }
    }

    @Test
    void whoIsInALostChildIsNamed() {
        Results results = inParallel().of(EndsAmongOthers.class);

        for (String test : List.of("ends()", "isThere()")) {
            assertThat(results.failure(test)).hasMessageContaining("ends()]").hasMessageContaining("isThere()]");
        }
    }

    @Isolated(net = true, jvm = Jvm.SHARED)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Hangs {

        @Test
        void aHangs() throws Exception {
            Thread.sleep(60_000);
        }

        @Test
        void bPasses() {}
    }

    @Test
    void aTimeoutEndsTheChildAndTheNextHasAnother() {
        Results results = fixtures().with("isolated.timeout", "5s").of(Hangs.class);

        assertThat(results.failure("aHangs()"))
                .hasMessageContaining("did not end within 5s")
                .hasMessageContaining("Hangs.aHangs");
        assertThat(results.outcome("bPasses()")).isEqualTo("SUCCESSFUL");
    }

    @Isolated(net = true, jvm = Jvm.SHARED)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class LeavesThread {

        private static volatile boolean interrupted;

        @Test
        void aLeaves() {
            new Thread(LeavesThread::sleep, "left").start();
        }

        private static void sleep() {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }

        @Test
        void bSeesItInterrupted() throws Exception {
            while (!interrupted) {
                Thread.sleep(1);
            }
        }
    }

    @Test
    void threadsLeftAreReportedAndInterrupted() {
        Results results = run(LeavesThread.class);

        assertThat(results.outcome("bSeesItInterrupted()")).isEqualTo("SUCCESSFUL");
        assertThat(results.entries())
                .flatExtracting(Map::keySet)
                .filteredOn("isolated.leaks.threads"::equals)
                .hasSize(1);
    }

    /** Tells which tests JUnit has found. */
    static final class RecordingOrder extends MethodOrderer.MethodName {

        private static final Set<String> FOUND = ConcurrentHashMap.newKeySet();

        @Override
        public void orderMethods(MethodOrdererContext context) {
            context.getMethodDescriptors()
                    .forEach(test -> FOUND.add(test.getMethod().getName()));
            super.orderMethods(context);
        }
    }

    @Isolated(net = true, jvm = Jvm.SHARED)
    @TestMethodOrder(RecordingOrder.class)
    static class MadeReady {

        @Test
        void aSeesTheNextFound() throws Exception {
            while (!RecordingOrder.FOUND.contains("bIsExecutedOnce")) {
                Thread.sleep(1);
            }
        }

        @Test
        void bIsExecutedOnce() {
            System.out.println("b is executed");
        }
    }

    @Test
    void whatComesNextIsMadeReadyForMeanwhile() {
        Results results = fixtures().with("isolated.timeout", "20s").of(MadeReady.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(2);
        assertThat(results.out().lines().filter("b is executed"::equals)).hasSize(1);
    }

    /** The first to use a pool starts its threads, and each needs them in its own network. */
    @Isolated(
            net = true,
            jvm = Jvm.SHARED,
            scope = Scope.INVOCATION,
            jvmArgs = {
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4",
                "-Djdk.virtualThreadScheduler.parallelism=4"
            })
    static class UsesPools {

        @RepeatedTest(3)
        void ofTasks() throws Exception {
            connectFromAll(ForkJoinPool.commonPool());
        }

        @RepeatedTest(3)
        @EnabledForJreRange(min = JRE.JAVA_21)
        void ofVirtualThreads() throws Exception {
            Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
            connectFromAll(task -> assertThatNoException().isThrownBy(() -> start.invoke(null, task)));
        }

        /** Ten at a time, so that all threads of the pool take part. */
        private static void connectFromAll(Executor pool) throws Exception {
            try (ServerSocket server = new ServerSocket(PORT)) {
                List<CompletableFuture<Void>> clients = IntStream.range(0, 10)
                        .mapToObj(i -> CompletableFuture.runAsync(UsesPools::connect, pool))
                        .toList();
                for (CompletableFuture<Void> client : clients) {
                    client.get(20, TimeUnit.SECONDS);
                }
                assertThat(server.isBound()).isTrue();
            }
        }

        private static void connect() {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
                Thread.sleep(5);
                assertThat(socket.isConnected()).isTrue();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(Thread.currentThread().toString(), e);
            }
        }
    }

    @Test
    void theJvmsOwnPoolsAreInTheNetworkOfTheTestThatUsesThem() {
        Results results = run(UsesPools.class);

        assertThat(results.tests("SUCCESSFUL"))
                .as(results.failures())
                .isEqualTo(Runtime.version().feature() < 21 ? 3 : 6);
    }

    @Isolated(net = true, jvm = Jvm.SHARED)
    static class LeavesSockets {

        @Test
        void ofBothKinds() throws Exception {
            new DatagramSocket(PORT);
            new ServerSocket(PORT);
            new ServerSocket(PORT + 1).close();
        }
    }

    @Test
    void socketsThatAreLeftWaitingAreReported() {
        assertThat(run(LeavesSockets.class).entries())
                .flatExtracting(Map::entrySet)
                .filteredOn(entry -> entry.getKey().equals("isolated.leaks.sockets"))
                .singleElement()
                .extracting(Map.Entry::getValue)
                .asString()
                .contains("2 sockets", "TCP *:" + PORT, "UDP *:" + PORT);
    }

    /** Children with other arguments are others. */
    static class TwoKinds {

        @Test
        @Isolated(net = true, jvm = Jvm.SHARED, jvmArgs = "-Dkind=a")
        void a() {
            System.out.println("kind " + System.getProperty("kind"));
        }

        @Test
        @Isolated(net = true, jvm = Jvm.SHARED, jvmArgs = "-Dkind=b")
        void b() {
            System.out.println("kind " + System.getProperty("kind"));
        }
    }

    @Test
    void onlyLikeChildrenAreShared() {
        Results results = run(TwoKinds.class);

        Set<String> kinds =
                results.out().lines().filter(line -> line.startsWith("kind ")).collect(Collectors.toSet());
        assertThat(kinds).containsExactlyInAnyOrder("kind a", "kind b");
    }

    @Isolated(jvm = Jvm.SHARED, pid = true, time = true)
    static class ForProcesses {

        @Test
        void refused() {}
    }

    @Test
    void whatOnlyProcessesHaveIsRefused() {
        assertThat(run(ForProcesses.class).failure("refused()"))
                .hasMessageContaining("@Isolated(jvm = SHARED): pid = true and time = true cannot be had");
    }

    static class Unmarked {

        @Test
        void a() throws Exception {
            serve();
        }

        @Test
        void b() throws Exception {
            serve();
        }
    }

    @Test
    void allTestsCanShare() {
        Results results = fixtures()
                .with("isolated.all", "net")
                .with("isolated.jvm", "shared")
                .of(Unmarked.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(2);
        assertThat(results.out()).contains("served 2 in ");
    }
}
