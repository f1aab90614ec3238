package org.junitisolated.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kind of container, by what its engine leaves in it. */
class ContainerTest {

    @TempDir
    Path root;

    private void file(String path, String text) throws IOException {
        new MachineFiles(root).file(path, text);
    }

    private Container container() {
        return Container.of(new MachineFiles(root).machine());
    }

    private Container containerWith(String variable, String value) {
        return Container.of(new Machine(root, Map.of(variable, value)));
    }

    @ParameterizedTest
    @CsvSource({
        ".dockerenv, DOCKER",
        "run/.containerenv, PODMAN",
        "var/run/secrets/kubernetes.io, KUBERNETES",
        "etc/hosts, NONE"
    })
    void aFileTells(String path, Container expected) throws IOException {
        file(path, "");

        assertThat(container()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "KUBERNETES_SERVICE_HOST, 10.0.0.1, KUBERNETES",
        "container, lxc, LXC",
        "container, systemd-nspawn, NSPAWN",
        "container, podman, PODMAN",
        "container, something, OTHER"
    })
    void anEnvironmentVariableTells(String variable, String value, Container expected) {
        assertThat(containerWith(variable, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0::/kubepods/besteffort/pod1, KUBERNETES",
        "4:memory:/docker/0123, DOCKER",
        "0::/lxc.payload.x, LXC",
        "0::/user.slice, NONE"
    })
    void theControlGroupTells(String line, Container expected) throws IOException {
        file("proc/self/cgroup", line + "\n");

        assertThat(container()).isEqualTo(expected);
    }

    @Test
    void aPodIsNoMereDockerContainer() throws IOException {
        file(".dockerenv", "");

        assertThat(containerWith("KUBERNETES_SERVICE_HOST", "10.0.0.1")).isEqualTo(Container.KUBERNETES);
    }

    @Test
    void masksAloneTellOfSomeContainer() throws IOException {
        file("proc/self/mountinfo", "1 0 0:1 / / rw - overlay overlay rw\n2 1 0:2 / /proc/kcore rw - tmpfs tmpfs rw\n");

        assertThat(container()).isEqualTo(Container.OTHER);
    }

    @Test
    void windowsKernelTells() throws IOException {
        file("proc/sys/kernel/osrelease", "5.15.153.1-microsoft-standard-WSL2\n");

        assertThat(container()).isEqualTo(Container.WSL);
    }

    @Test
    void inTheMachinesFirstNamespacesThereIsNoContainer() throws IOException {
        file(".dockerenv", "");
        Files.createDirectories(root.resolve("proc/self/ns"));
        Files.createSymbolicLink(root.resolve("proc/self/ns/pid"), Path.of("pid:[4026531836]"));
        Files.createSymbolicLink(root.resolve("proc/self/ns/ipc"), Path.of("ipc:[4026531839]"));
        Files.createSymbolicLink(root.resolve("proc/self/ns/uts"), Path.of("uts:[4026531838]"));

        assertThat(container()).isEqualTo(Container.NONE);
    }

    @ParameterizedTest
    @CsvSource({"GITHUB_ACTIONS, GITHUB", "GITLAB_CI, GITLAB", "JENKINS_URL, JENKINS", "OTHER, NONE"})
    void buildServicesSetVariables(String variable, BuildService expected) {
        assertThat(BuildService.of(new Machine(root, Map.of(variable, "true")))).isEqualTo(expected);
    }
}
