package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.Namespace;

/** How a specification becomes the launcher's arguments. */
class LauncherCommandLineTest {

    private static List<String> line(Set<Namespace> namespaces, Path... needed) {
        return LauncherCommandLine.of(
                Path.of("/launcher"),
                new ChildSpec(namespaces),
                Path.of("/run/socket"),
                List.of(needed),
                OptionalInt.empty(),
                List.of("/java", "@/file"));
    }

    @Test
    void withoutNamespacesThereAreSocketAndCommand() {
        assertThat(line(Set.of(), Path.of("/tmp/a.jar")))
                .containsExactly("/launcher", "--socket", "/run/socket", "--", "/java", "@/file");
    }

    @ParameterizedTest
    @CsvSource({"NET, --net", "PID, --pid", "IPC, --ipc", "UTS, --uts"})
    void eachNamespaceIsOneOption(Namespace namespace, String option) {
        assertThat(line(Set.of(namespace), Path.of("/tmp/a.jar")))
                .containsExactly("/launcher", "--socket", "/run/socket", option, "--", "/java", "@/file");
    }

    @Test
    void theOrderIsAlwaysTheSame() {
        assertThat(line(EnumSet.allOf(Namespace.class)))
                .containsSubsequence("--socket", "--net", "--pid", "--mount", "--ipc", "--uts", "--tmpfs", "--");
    }

    @Test
    void aMountNamespaceHidesTheSharedDirectories() {
        assertThat(line(Set.of(Namespace.MOUNT)))
                .containsExactly(
                        "/launcher",
                        "--socket",
                        "/run/socket",
                        "--mount",
                        "--tmpfs",
                        "/tmp",
                        "--tmpfs",
                        "/var/tmp",
                        "--tmpfs",
                        "/dev/shm",
                        "--",
                        "/java",
                        "@/file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/a.jar", "/var/tmp/deep/down", "/dev/shm/x"})
    void whatIsNeededBelowThemIsKept(String needed) {
        assertThat(line(Set.of(Namespace.MOUNT), Path.of(needed))).containsSequence("--keep", needed, "--");
    }

    /** It would come back whole, and with it what was to be hidden. */
    @ParameterizedTest
    @ValueSource(strings = {"/tmp", "/tmp/.", "/var/tmp", "/tmp/../etc"})
    void aHiddenDirectoryItselfIsNotKept(String needed) {
        assertThat(line(Set.of(Namespace.MOUNT), Path.of(needed))).doesNotContain("--keep");
    }

    @Test
    void whatIsNeededElsewhereNeedsNoKeeping() {
        assertThat(line(Set.of(Namespace.MOUNT), Path.of("/tmpx/a.jar"), Path.of("/home/tmp"), Path.of("/var")))
                .doesNotContain("--keep");
    }

    @ParameterizedTest
    @EnumSource(value = Namespace.class, mode = EnumSource.Mode.EXCLUDE, names = "MOUNT")
    void onlyAMountNamespaceHidesAndKeeps(Namespace namespace) {
        assertThat(line(Set.of(namespace), Path.of("/tmp/a.jar"))).doesNotContain("--tmpfs", "--keep", "--mount");
    }

    private static List<String> lineWithPort(Set<Namespace> namespaces) {
        return LauncherCommandLine.of(
                Path.of("/l"), new ChildSpec(namespaces), Path.of("/s"), List.of(), OptionalInt.of(5005), List.of("c"));
    }

    @Test
    void aPortIsPublishedThroughTheWallOfANetwork() {
        assertThat(lineWithPort(Set.of(Namespace.NET)))
                .containsExactly("/l", "--socket", "/s", "--net", "--publish", "tcp", "5005", "5005", "--", "c");
    }

    @Test
    void whereTheNetworkIsTheHostsThereIsNothingToPublish() {
        assertThat(lineWithPort(Set.of(Namespace.PID))).containsExactly("/l", "--socket", "/s", "--pid", "--", "c");
    }

    @Test
    void theCommandComesLastAndUnchanged() {
        List<String> command = List.of("--net", "--", "", " ");

        assertThat(LauncherCommandLine.of(
                        Path.of("/l"),
                        new ChildSpec(Set.of(Namespace.PID)),
                        Path.of("/s"),
                        List.of(),
                        OptionalInt.empty(),
                        command))
                .containsExactly("/l", "--socket", "/s", "--pid", "--", "--net", "--", "", " ");
    }
}
