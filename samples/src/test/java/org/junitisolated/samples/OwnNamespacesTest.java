package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junitisolated.Hermetic;

/**
 * What a {@link Hermetic @Hermetic} test finds around it: namespaces, host name, processes and temporary files of its
 * own. A test cannot see from the inside what is outside; so one of them publishes the names of its namespaces as report
 * entries, which come out like any other report, and a plain test of the parent compares.
 */
class OwnNamespacesTest {

    private static final List<String> KINDS = List.of("net", "pid", "mnt", "ipc", "uts");

    @Hermetic
    static class Inside {

        @Test
        void publishNamespaces(TestReporter reporter) throws IOException {
            reporter.publishEntry(namespacesOfThisJvm());
        }
    }

    @Test
    void everyNamespaceIsAnotherThanTheParents() throws IOException {
        Map<String, String> inside = SampleRunner.isolated().run(Inside.class).published();
        Map<String, String> outside = namespacesOfThisJvm();

        assertThat(inside).containsOnlyKeys(KINDS);
        assertThat(KINDS).allSatisfy(kind -> assertThat(inside.get(kind)).isNotEqualTo(outside.get(kind)));
    }

    /** Such as {@code net -> net:[4026531840]}. */
    private static Map<String, String> namespacesOfThisJvm() throws IOException {
        Map<String, String> namespaces = new HashMap<>();
        for (String kind : KINDS) {
            namespaces.put(
                    kind, Files.readSymbolicLink(Path.of("/proc/self/ns", kind)).toString());
        }
        return namespaces;
    }

    @Test
    @Hermetic
    void theHostNameIsItsOwn() throws IOException {
        assertThat(Path.of("/proc/sys/kernel/hostname")).hasContent("isolated");
        assertThat(InetAddress.getLocalHost().getHostName()).isEqualTo("isolated");
        assertThat(InetAddress.getLocalHost().isLoopbackAddress()).isTrue();
    }

    @Test
    @Hermetic
    void itSeesNoProcessesButItsOwn() {
        ProcessHandle jvm = ProcessHandle.current();

        assertThat(jvm.pid()).as("process 1 has duties that a JVM does not do").isNotEqualTo(1);
        assertThat(ProcessHandle.allProcesses().map(ProcessHandle::pid)).containsExactlyInAnyOrder(1L, jvm.pid());
    }

    @Test
    @Hermetic
    void temporaryFilesAreItsOwn() throws IOException {
        Path file = Files.createFile(Path.of("/tmp/always-the-same-name"));

        assertThat(file).isEmptyFile();
    }
}
