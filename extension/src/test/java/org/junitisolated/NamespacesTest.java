package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.Results;

/** What each flag promises, seen from inside by fixtures, and what it leaves alone. */
class NamespacesTest {

    /** The namespaces of this JVM, as "kind:[inode]". */
    static List<String> ownNamespaces() throws IOException {
        try (Stream<Path> links = Files.list(Path.of("/proc/self/ns"))) {
            List<Path> kinds = links.filter(
                            link -> !link.getFileName().toString().endsWith("for_children"))
                    .toList();
            List<String> namespaces = new ArrayList<>();
            for (Path kind : kinds) {
                namespaces.add(Files.readSymbolicLink(kind).toString());
            }
            return namespaces;
        }
    }

    private static void assertThatOnlyTheseAreNew(String... kinds) throws IOException {
        List<String> parents = List.of(System.getProperty("fixture.namespaces").split(","));
        List<String> newKinds = ownNamespaces().stream()
                .filter(namespace -> !parents.contains(namespace))
                .map(namespace -> namespace.substring(0, namespace.indexOf(':')))
                .toList();
        List<String> expected = new ArrayList<>(List.of(kinds));
        if (System.getProperty("user.name").equals("root") && !expected.contains("mnt")) {
            expected.add("mnt"); // in which the kernel's settings are read-only
        }
        assertThat(newKinds).containsExactlyInAnyOrderElementsOf(expected);
    }

    static class EachFlag {
        @Test
        @Isolated
        void bare() throws IOException {
            assertThatOnlyTheseAreNew("user");
        }

        @Test
        @Isolated(net = true)
        void net() throws IOException {
            assertThatOnlyTheseAreNew("user", "net", "mnt");
        }

        @Test
        @Isolated(pid = true)
        void pid() throws IOException {
            assertThatOnlyTheseAreNew("user", "pid", "mnt");
        }

        @Test
        @Isolated(mount = true)
        void mount() throws IOException {
            assertThatOnlyTheseAreNew("user", "mnt");
        }

        @Test
        @Isolated(ipc = true)
        void ipc() throws IOException {
            assertThatOnlyTheseAreNew("user", "ipc");
        }

        @Test
        @Isolated(uts = true)
        void uts() throws IOException {
            assertThatOnlyTheseAreNew("user", "uts", "mnt");
        }

        @Test
        @Isolated(user = true)
        void user() throws IOException {
            assertThatOnlyTheseAreNew("user", "mnt");
        }

        @Test
        @Isolated(cgroup = true)
        void cgroup() throws IOException {
            assertThatOnlyTheseAreNew("user", "cgroup", "mnt");
        }

        @Test
        @Isolated(time = true)
        void time() throws IOException {
            assertThatOnlyTheseAreNew("user", "time");
        }

        @Test
        @Hermetic
        void hermetic() throws IOException {
            assertThatOnlyTheseAreNew("user", "net", "pid", "mnt", "ipc", "uts");
        }
    }

    @Test
    void eachFlagEntersItsNamespaceAndNoOther() throws IOException {
        System.setProperty("fixture.namespaces", String.join(",", ownNamespaces()));
        Results results = run(EachFlag.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(10);
    }

    @Isolated(net = true, pid = true)
    static class NetAndPid {

        @Test
        void loopbackAlone() throws IOException {
            assertThat(Collections.list(NetworkInterface.getNetworkInterfaces()))
                    .extracting(NetworkInterface::getName)
                    .containsExactly("lo");
            try (Stream<Path> interfaces = Files.list(Path.of("/sys/class/net"))) {
                assertThat(interfaces.map(path -> path.getFileName().toString()))
                        .containsExactly("lo");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "10.0.0.1"})
        void noWayOut(String address) {
            assertThatThrownBy(() -> new Socket(InetAddress.getByName(address), 80))
                    .hasMessageContaining("Network is unreachable");
        }

        @Test
        void hostNameResolvesToLoopback() throws IOException {
            assertThat(InetAddress.getLocalHost().isLoopbackAddress()).isTrue();
        }

        @Test
        void otherNamesDoNotResolve() {
            assertThatThrownBy(() -> InetAddress.getByName("host.example")).isInstanceOf(UnknownHostException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "::1"})
        void everyPortIsFree(String address) throws IOException {
            for (int port : new int[] {1, 80, 443, 8080}) {
                try (ServerSocket server = new ServerSocket()) {
                    server.bind(new InetSocketAddress(address, port));
                    try (Socket client = new Socket(address, port)) {
                        assertThat(client.isConnected()).isTrue();
                    }
                }
            }
        }

        @Test
        void ownProcessesAlone() {
            assertThat(ProcessHandle.current().pid()).isNotEqualTo(1);
            assertThat(ProcessHandle.allProcesses().map(ProcessHandle::pid))
                    .containsExactlyInAnyOrder(1L, ProcessHandle.current().pid());
        }

        @Test
        void noPrivilegeOverItsOwnWalls() throws IOException, InterruptedException {
            // CAP_NET_ADMIN is 12, CAP_SYS_PTRACE 19, CAP_SYS_ADMIN 21
            long walls = 1L << 12 | 1L << 19 | 1L << 21;
            String status = Files.readString(Path.of("/proc/self/status"));
            for (String line :
                    status.lines().filter(text -> text.startsWith("Cap")).collect(Collectors.toList())) {
                assertThat(Long.parseUnsignedLong(line.substring(line.indexOf('\t') + 1), 16) & walls)
                        .as(line)
                        .isZero();
            }
            assertThat(status).contains("NoNewPrivs:\t1");
            assertThat(Path.of("/proc/sys/kernel/core_pattern").toFile().canWrite())
                    .isFalse();
        }
    }

    @Test
    void netAndPidKeepTheirPromises() {
        Results results = run(NetAndPid.class);

        assertThat(results.tests("FAILED")).as(results.failures()).isZero();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(10);
    }

    @Isolated(mount = true)
    static class Mount {

        @ParameterizedTest
        @ValueSource(strings = {"/tmp", "/var/tmp", "/dev/shm"})
        void privateAndEmpty(String directory) throws IOException {
            Path marker = Path.of(directory, System.getProperty("fixture.marker"));
            assertThat(marker).doesNotExist();
            Files.writeString(marker, "inside");
        }

        @Test
        void workingDirectoryIsWritable() throws IOException {
            Path file = Files.createTempFile(Path.of("").toAbsolutePath(), "fixture", ".tmp");
            Files.delete(file);
        }
    }

    @Test
    void temporaryDirectoriesArePrivate() throws IOException {
        String marker = "junit-isolated-marker-" + System.nanoTime();
        System.setProperty("fixture.marker", marker);
        Path outside = Files.writeString(Path.of("/tmp", marker), "outside");
        try {
            Results results = run(Mount.class);

            assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(4);
            assertThat(outside).hasContent("outside");
            assertThat(Path.of("/dev/shm", marker)).doesNotExist();
        } finally {
            Files.delete(outside);
        }
    }

    @Isolated(uts = true, net = true)
    static class HostName {
        @Test
        void ownHostName() throws IOException {
            assertThat(InetAddress.getLocalHost().getHostName()).isEqualTo("isolated");
            assertThat(Files.readString(Path.of("/proc/sys/kernel/hostname"))).isEqualTo("isolated\n");
        }
    }

    @Test
    void theHostNameIsTheTestsOwn() throws IOException {
        String hostName = Files.readString(Path.of("/proc/sys/kernel/hostname"));

        Results results = run(HostName.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(1);
        assertThat(Files.readString(Path.of("/proc/sys/kernel/hostname"))).isEqualTo(hostName);
    }

    /** Each holds the port until all four do: only tests that run at the same time come to an end. */
    @Isolated(net = true)
    static class SamePort {
        private void serve(String name) throws IOException, InterruptedException {
            Path directory = Path.of(System.getProperty("fixture.directory"));
            try (ServerSocket server = new ServerSocket(8080)) {
                Files.createFile(directory.resolve(name));
                while (directory.toFile().list().length < 4) {
                    Thread.sleep(10);
                }
                assertThat(server.isBound()).isTrue();
            }
        }

        @Test
        void one() throws Exception {
            serve("one");
        }

        @Test
        void two() throws Exception {
            serve("two");
        }

        @Test
        void three() throws Exception {
            serve("three");
        }

        @Test
        void four() throws Exception {
            serve("four");
        }
    }

    @RepeatedTest(3)
    void fourTestsOnOnePortPassInParallel(@TempDir Path directory) {
        System.setProperty("fixture.directory", directory.toString());

        Results results = fixtures()
                .with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .of(SamePort.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(4);
    }
}
