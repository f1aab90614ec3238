package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junitisolated.Isolated;

/**
 * Each of the eight attributes builds one wall and no other. A test looks out of eight windows and reports what it sees;
 * with one attribute set, one view is another than without any, and the other seven are the same.
 */
class OneWallAtATimeTest {

    abstract static class LooksAround {

        @Test
        void tellsWhatItSees(TestReporter reporter) throws Exception {
            reporter.publishEntry(Map.of(
                    "net", portOfTheHost(),
                    "pid",
                            Boolean.toString(ProcessHandle.of(Long.getLong("host.process"))
                                    .isPresent()),
                    "mount", Boolean.toString(Files.exists(Path.of(System.getProperty("host.file")))),
                    "ipc", Boolean.toString(SharedMemory.exists(System.getProperty("host.shared.memory"))),
                    "uts", Shell.linesOf("uname -n").get(0),
                    "user", Shell.linesOf("grep CapEff /proc/self/status").get(0),
                    "cgroup",
                            Files.readSymbolicLink(Path.of("/proc/self/ns/cgroup"))
                                    .toString(),
                    "time", Long.toString(daysAheadOfTheHost())));
        }

        private static String portOfTheHost() {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger("host.port"))) {
                return socket.isConnected() ? "true" : "false";
            } catch (IOException e) {
                return "false";
            }
        }

        private static long daysAheadOfTheHost() {
            return Duration.ofNanos(System.nanoTime() - Long.getLong("host.clock"))
                    .toDays();
        }
    }

    @Isolated
    static class WithoutWalls extends LooksAround {}

    @Isolated(net = true)
    static class Net extends LooksAround {}

    @Isolated(pid = true)
    static class Pid extends LooksAround {}

    @Isolated(mount = true)
    static class Mount extends LooksAround {}

    @Isolated(ipc = true)
    static class Ipc extends LooksAround {}

    @Isolated(uts = true)
    static class Uts extends LooksAround {}

    @Isolated(user = true)
    static class User extends LooksAround {}

    @Isolated(cgroup = true)
    static class Cgroup extends LooksAround {}

    @Isolated(time = true, timeOffset = "30d")
    static class Time extends LooksAround {}

    private static ServerSocket server;
    private static Path file;
    private static SharedMemory sharedMemory;
    private static Map<String, String> withoutWalls;

    @BeforeAll
    static void putSomethingIntoEachView() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        file = Files.createTempFile(Path.of("/tmp"), "seen-by-all", "");
        sharedMemory = SharedMemory.create();
        withoutWalls = viewsOf(WithoutWalls.class);
    }

    @AfterAll
    static void removeIt() throws Exception {
        server.close();
        Files.delete(file);
        sharedMemory.remove();
    }

    @Test
    void withoutAWallATestSeesWhatTheHostSees() throws Exception {
        assertThat(withoutWalls)
                .containsEntry("net", "true")
                .containsEntry("pid", "true")
                .containsEntry("mount", "true")
                .containsEntry("ipc", "true")
                .containsEntry("uts", Shell.linesOf("uname -n").get(0))
                .containsEntry(
                        "cgroup",
                        Files.readSymbolicLink(Path.of("/proc/self/ns/cgroup")).toString())
                .containsEntry("time", "0");
    }

    @ParameterizedTest
    @MethodSource
    void oneWallChangesOneView(String view, Class<? extends LooksAround> behindIt, String seen) throws Exception {
        Map<String, String> views = viewsOf(behindIt);

        assertThat(views.get(view)).matches(seen);
        assertThat(differences(withoutWalls, views)).containsExactly(view);
    }

    static Stream<Arguments> oneWallChangesOneView() {
        return Stream.of(
                arguments("net", Net.class, "false"),
                arguments("pid", Pid.class, "false"),
                arguments("mount", Mount.class, "false"),
                arguments("ipc", Ipc.class, "false"),
                arguments("uts", Uts.class, "isolated"),
                arguments("user", User.class, "CapEff:\\t0*1f*f"), // all capabilities
                arguments("cgroup", Cgroup.class, "cgroup:.*"),
                arguments("time", Time.class, "30"));
    }

    private static Map<String, String> viewsOf(Class<? extends LooksAround> testClass) throws IOException {
        SampleResults results = SampleRunner.isolated()
                .tell("host.port", server.getLocalPort())
                .tell("host.process", ProcessHandle.current().pid())
                .tell("host.file", file)
                .tell("host.shared.memory", sharedMemory.key())
                .tell("host.clock", System.nanoTime())
                .run(testClass);
        assertThat(results.tests("SUCCESSFUL")).as("%s", results.all()).hasSize(1);
        return new TreeMap<>(results.published());
    }

    private static Set<String> differences(Map<String, String> some, Map<String, String> others) {
        Set<String> different = new TreeSet<>();
        some.forEach((view, seen) -> {
            if (!seen.equals(others.get(view))) {
                different.add(view);
            }
        });
        return different;
    }
}
