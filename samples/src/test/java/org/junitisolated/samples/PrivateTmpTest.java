package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.Isolated;

/**
 * Fixed names in /tmp are as bad as fixed ports. With {@code mount = true} a test has a /tmp, /var/tmp and /dev/shm of
 * its own: it finds nothing of others there, and leaves nothing. What it writes to its working directory stays.
 */
class PrivateTmpTest {

    /** Looks for a file that the parent has made, and leaves one that the parent looks for. */
    @Isolated(mount = true)
    static class InAPrivateDirectory {

        @Test
        void itsFilesAreItsOwn() throws IOException {
            Path directory = Path.of(System.getProperty("private.directory"));
            String name = System.getProperty("file.outside");

            assertThat(directory.resolve(name)).doesNotExist();
            Files.createFile(directory.resolve(name + ".inside"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp", "/var/tmp", "/dev/shm"})
    void nothingGetsInOrOut(Path directory) throws IOException {
        Path outside = Files.createTempFile(directory, "junit-isolated-sample", "");
        try {
            SampleResults results = SampleRunner.isolated()
                    .tell("private.directory", directory)
                    .tell("file.outside", outside.getFileName())
                    .run(InAPrivateDirectory.class);

            assertThat(results.tests("SUCCESSFUL")).as("%s", results.all()).hasSize(1);
            assertThat(Path.of(outside + ".inside")).doesNotExist();
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    @Isolated(mount = true)
    void oneTestUsesAFixedName() throws IOException {
        assertThat(Files.createFile(Path.of("/tmp/fixed-name"))).isEmptyFile();
    }

    @Test
    @Isolated(mount = true)
    void anotherTestUsesTheSameName() throws IOException {
        assertThat(Files.createFile(Path.of("/tmp/fixed-name"))).isEmptyFile();
    }

    @Test
    @Isolated(mount = true)
    void tmpHoldsOnlyWhatTheJvmNeeds() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
            assertThat(files).allMatch(PrivateTmpTest::isNeeded);
        }
    }

    /** A project may be somewhere below /tmp; and the JVM makes files of its own there. */
    private static boolean isNeeded(Path file) {
        String paths = String.join(
                ":",
                System.getProperty("java.class.path"),
                System.getProperty("java.home"),
                System.getProperty("user.dir"));
        String name = file.getFileName().toString();
        return name.startsWith("hsperfdata_")
                || name.startsWith("junit-isolated-run-")
                || Stream.of(paths.split(":")).anyMatch(path -> Path.of(path).startsWith(file));
    }

    @Test
    @Isolated(mount = true)
    void theWorkingDirectoryIsTheProjectsStill() throws IOException {
        Path file = Files.createTempFile(Path.of("").toAbsolutePath(), "sample", ".txt");

        assertThat(file).isEmptyFile();
        Files.delete(file);
    }
}
