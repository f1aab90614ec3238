package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junitisolated.Namespace;
import org.junitisolated.Protocol;
import org.junitisolated.internal.launch.Doors.HostDoor;
import org.junitisolated.internal.launch.Doors.PublishDoor;

/** How a specification becomes the launcher's arguments. */
class LauncherCommandLineTest {

    private static final HostPaths HOST = new HostPaths(
            Path.of("/work"), Path.of("/run/own"), List.of(Path.of("/tmp")), List.of(Path.of("/tmp/a.jar")), List.of());

    private static List<String> line(ChildSpec spec, OptionalInt debugPort) {
        return LauncherCommandLine.of(
                Path.of("/launcher"), spec, Path.of("/run/socket"), HOST, debugPort, List.of("/java", "@/file"));
    }

    private static List<String> line(ChildSpec spec) {
        return line(spec, OptionalInt.empty());
    }

    private static List<String> line(Namespace... namespaces) {
        return line(ChildSpec.of(Set.of(namespaces)));
    }

    /** What stands between the socket and the command. */
    private static List<String> options(ChildSpec spec) {
        List<String> line = line(spec);
        return line.subList(3, line.size() - 3);
    }

    private static ChildSpec spec(
            Set<Namespace> namespaces, String hostname, Duration timeOffset, Doors doors, ChildLimits limits) {
        return new ChildSpec(namespaces, hostname, timeOffset, doors, limits, List.of(), false);
    }

    @Test
    void withoutNamespacesThereAreSocketAndCommand() {
        assertThat(line()).containsExactly("/launcher", "--socket", "/run/socket", "--", "/java", "@/file");
    }

    @Test
    void whatIsToRunOnlyWhenIdleIsNotIsolated() {
        assertThat(LauncherCommandLine.whenIdle(Path.of("/launcher"), Path.of("/run/socket"), List.of("/java")))
                .containsExactly("/launcher", "--socket", "/run/socket", "--idle", "--", "/java");
    }

    @ParameterizedTest
    @CsvSource({
        "NET, --net",
        "PID, --pid",
        "IPC, --ipc",
        "UTS, --uts",
        "USER, --user",
        "CGROUP, --cgroup",
        "TIME, --time"
    })
    void eachNamespaceIsOneOption(Namespace namespace, String option) {
        assertThat(line(namespace))
                .containsExactly("/launcher", "--socket", "/run/socket", option, "--", "/java", "@/file");
    }

    @Test
    void theOrderIsAlwaysTheSame() {
        assertThat(line(EnumSet.allOf(Namespace.class).toArray(Namespace[]::new)))
                .containsSubsequence(
                        "--socket",
                        "--net",
                        "--pid",
                        "--mount",
                        "--ipc",
                        "--uts",
                        "--user",
                        "--cgroup",
                        "--time",
                        "--read-only",
                        "--tmpfs",
                        "--");
    }

    @Test
    void aMountNamespaceHasAViewOfItsOwn() {
        assertThat(options(ChildSpec.of(Set.of(Namespace.MOUNT))))
                .containsExactly(
                        "--mount",
                        "--read-only",
                        "--keep-writable",
                        "/work",
                        "--keep-writable",
                        "/run/own",
                        "--tmpfs",
                        "/tmp",
                        "--keep",
                        "/tmp/a.jar");
    }

    @ParameterizedTest
    @EnumSource(value = Namespace.class, mode = EnumSource.Mode.EXCLUDE, names = "MOUNT")
    void onlyAMountNamespaceHidesAndKeeps(Namespace namespace) {
        assertThat(line(namespace)).doesNotContain("--tmpfs", "--keep", "--keep-writable", "--mount", "--read-only");
    }

    @Test
    void hostNameAndOffsetFollowTheirNamespaces() {
        ChildSpec spec = spec(
                Set.of(Namespace.UTS, Namespace.TIME),
                "db.example",
                Duration.ofMinutes(-5),
                Doors.NONE,
                ChildLimits.NONE);

        assertThat(options(spec))
                .containsExactly("--uts", "--time", "--hostname", "db.example", "--time-offset", "-300000000000");
    }

    @Test
    void portsNameWhereToListenFirst() {
        Doors doors = new Doors(
                List.of(),
                List.of(new PublishDoor(Protocol.TCP, 80, 0), new PublishDoor(Protocol.UDP, 53, 5353)),
                List.of(new HostDoor(Protocol.TCP, 5432, 15432)));

        assertThat(options(spec(Set.of(Namespace.NET), "", Duration.ZERO, doors, ChildLimits.NONE)))
                .containsExactly(
                        "--net",
                        "--publish",
                        "tcp",
                        "0",
                        "80",
                        "--publish",
                        "udp",
                        "5353",
                        "53",
                        "--host-port",
                        "tcp",
                        "5432",
                        "15432");
    }

    @Test
    void limitsNeedNoNamespace() {
        ChildLimits limits = ChildLimits.of(OptionalLong.of(1 << 29), OptionalInt.of(1500), OptionalInt.of(200));

        assertThat(options(spec(Set.of(), "", Duration.ZERO, Doors.NONE, limits)))
                .containsExactly("--memory", "536870912", "--cpus-milli", "1500", "--processes", "200");
        assertThat(options(spec(Set.of(), "", Duration.ZERO, Doors.NONE, limits).withoutLimits()))
                .isEmpty();
    }

    @Test
    void theDebuggersPortIsPublishedThroughTheWallOfANetwork() {
        assertThat(line(ChildSpec.of(Set.of(Namespace.NET)), OptionalInt.of(5005)))
                .containsSequence("--net", "--publish", "tcp", "5005", "5005", "--");
    }

    @Test
    void whereTheNetworkIsTheHostsThereIsNothingToPublish() {
        assertThat(line(ChildSpec.of(Set.of(Namespace.PID)), OptionalInt.of(5005)))
                .containsSequence("--pid", "--");
    }

    @Test
    void theCommandComesLastAndUnchanged() {
        assertThat(LauncherCommandLine.of(
                        Path.of("/l"),
                        ChildSpec.of(Set.of(Namespace.PID)),
                        Path.of("/s"),
                        HOST,
                        OptionalInt.empty(),
                        List.of("--net", "--", "", " ")))
                .containsExactly("/l", "--socket", "/s", "--pid", "--", "--net", "--", "", " ");
    }

    @Test
    void aSpecificationWithoutANamespaceHasNothingThatDependsOnIt() {
        Doors doors = new Doors(
                List.of(),
                List.of(new PublishDoor(Protocol.TCP, 80, 0)),
                List.of(new HostDoor(Protocol.TCP, 5432, 5432)));
        ChildSpec spec = spec(EnumSet.allOf(Namespace.class), "name", Duration.ofDays(1), doors, ChildLimits.NONE);

        assertThat(line(spec.without(Set.of(Namespace.NET)))).doesNotContain("--publish", "--host-port");
        assertThat(line(spec.without(Set.of(Namespace.UTS)))).doesNotContain("--hostname");
        assertThat(line(spec.without(Set.of(Namespace.TIME)))).doesNotContain("--time-offset");
        assertThat(line(spec.without(Set.of(Namespace.MOUNT)))).doesNotContain("--tmpfs");
        assertThat(spec.without(Set.of())).isEqualTo(spec);
    }
}
