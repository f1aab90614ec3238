package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junitisolated.kit.FixtureMain;
import org.junitisolated.kit.Results;

/** A view of the file system of the test's own, and the doors in it. */
class MountTest {

    /** Below the working directory, for what annotations name. */
    private static final String PLACE = "target/mount-test";

    private static final Path HOST = Path.of(PLACE).toAbsolutePath();

    private final String marker = "junit-isolated-marker-" + System.nanoTime();

    @BeforeEach
    void makePlace() throws IOException {
        Files.createDirectories(HOST.resolve("directory"));
        Files.createDirectories(HOST.resolve("lower/deep"));
        Files.writeString(HOST.resolve("lower/deep/file"), "from the host");
        System.setProperty("fixture.marker", marker);
    }

    @AfterEach
    void removePlace() throws IOException {
        try (Stream<Path> files = Files.walk(HOST)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void assertAllPassed(Results results, int tests) {
        assertThat(results.failures()).isEmpty();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(tests);
    }

    /** Where a test with a view of its own writes without a trace. */
    static Stream<Path> privateDirectories() {
        return Stream.of(
                        "/tmp",
                        "/var/tmp",
                        "/dev/shm",
                        System.getenv("HOME"),
                        System.getProperty("user.home"),
                        System.getProperty("java.io.tmpdir"))
                .map(Path::of)
                .distinct();
    }

    private static Path marked(Path directory) {
        return directory.resolve(System.getProperty("fixture.marker"));
    }

    static class WritesEverywhere {

        @ParameterizedTest
        @MethodSource("org.junitisolated.MountTest#privateDirectories")
        @Isolated(mount = true)
        void inside(Path directory) throws IOException {
            Files.writeString(marked(directory), "inside");
        }

        @ParameterizedTest
        @MethodSource("org.junitisolated.MountTest#privateDirectories")
        @Isolated(net = true, pid = true, ipc = true, uts = true)
        void outside(Path directory) throws IOException {
            Files.writeString(marked(directory), "outside");
        }
    }

    @Test
    void whatIsWrittenToPrivateDirectoriesDoesNotReachTheHostAndWithoutTheFlagItDoes() throws IOException {
        List<Path> directories = privateDirectories().toList();
        try {
            assertAllPassed(run(WritesEverywhere.class), 2 * directories.size());

            // Nothing said "inside" last, whichever of the two came last.
            for (Path directory : directories) {
                assertThat(marked(directory)).as(directory.toString()).hasContent("outside");
            }
        } finally {
            for (Path directory : directories) {
                Files.deleteIfExists(marked(directory));
            }
        }
    }

    /** Next to the working directory: the user who builds may write there, outside. */
    private static Path beside() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    private static boolean isHidden(Path path) {
        return privateDirectories().anyMatch(path::startsWith);
    }

    static class WritesBeside {

        @Test
        @Isolated(mount = true)
        void withView() throws IOException {
            if (isHidden(beside())) {
                Files.writeString(marked(beside()), "inside");
            } else {
                assertThatThrownBy(() -> Files.writeString(marked(beside()), "inside"))
                        .hasMessageContaining("Read-only file system");
            }
        }

        @Test
        @Isolated(mount = true)
        void inTheWorkingDirectory() throws IOException {
            Files.writeString(marked(HOST), "inside");
        }

        @Test
        @Isolated
        void bare() throws IOException {
            Files.writeString(marked(beside()), "outside");
        }
    }

    @Test
    void theRestIsReadOnlyButTheWorkingDirectoryAndWithoutTheFlagItIsNot() throws IOException {
        try {
            assertAllPassed(run(WritesBeside.class), 3);

            assertThat(marked(beside())).hasContent("outside");
            assertThat(marked(HOST)).hasContent("inside");
        } finally {
            Files.deleteIfExists(marked(beside()));
        }
    }

    @Isolated(mount = true)
    static class Doors {

        @Test
        @Mount(target = "/tmp/shown", source = PLACE + "/lower")
        void aBindShowsAndCannotBeWritten() {
            Path file = Path.of("/tmp/shown/deep/file");
            assertThat(file).hasContent("from the host");
            assertThatThrownBy(() -> Files.writeString(file, "x")).hasMessageContaining("Read-only file system");
        }

        @Test
        @Mount(target = "/tmp/shown/deeper/file", source = PLACE + "/lower/deep/file")
        void aFileCanBeShown() {
            assertThat(Path.of("/tmp/shown/deeper/file")).hasContent("from the host");
        }

        @Test
        @Mount(target = "/tmp/shown", source = PLACE + "/directory", writable = true)
        void aBindCanBeOpened() throws IOException {
            Files.writeString(Path.of("/tmp/shown/written"), "through the door");
        }

        @Test
        @Mount(target = PLACE + "/directory")
        void aPartOfTheWorkingDirectoryCanBeClosed() {
            assertThatThrownBy(() -> Files.writeString(HOST.resolve("directory/closed"), "x"))
                    .hasMessageContaining("Read-only file system");
        }

        @Test
        @Mount(target = PLACE + "/directory", type = Mount.Type.TMPFS, size = "64K")
        void aTmpfsIsEmptyAndHoldsSoMuch() throws IOException {
            Path directory = HOST.resolve("directory");
            assertThat(directory).isEmptyDirectory();
            Files.write(directory.resolve("small"), new byte[1000]);
            assertThatThrownBy(() -> Files.write(directory.resolve("large"), new byte[100_000]))
                    .hasMessageContaining("No space left on device");
        }

        @Test
        @Mount(target = PLACE + "/lower", type = Mount.Type.OVERLAY)
        void anOverlayCanBeWrittenAndNothingReachesTheHost() throws IOException {
            Path file = HOST.resolve("lower/deep/file");
            assertThat(file).hasContent("from the host");
            Files.writeString(file, "changed");
            Files.createDirectories(HOST.resolve("lower/new"));
            assertThat(file).hasContent("changed");
            Files.delete(file);
            assertThat(file).doesNotExist();
        }

        @Test
        @Mount(target = "/var/tmp/copy", source = PLACE + "/lower", type = Mount.Type.OVERLAY)
        @Mount(target = "/var/tmp/copy/deep", type = Mount.Type.TMPFS)
        @Mount(target = "/var/tmp/copy/new", source = PLACE + "/lower/deep")
        void mountsStandInEachOther() {
            assertThat(Path.of("/var/tmp/copy/deep")).isEmptyDirectory();
            assertThat(Path.of("/var/tmp/copy/new/file")).hasContent("from the host");
        }
    }

    @Test
    void eachDoorLeadsWhereItSays() {
        assertAllPassed(run(Doors.class), 7);

        assertThat(HOST.resolve("directory/written")).hasContent("through the door");
        assertThat(HOST.resolve("directory")).isDirectoryNotContaining("glob:**/{small,large,closed}");
        assertThat(HOST.resolve("lower/deep/file")).hasContent("from the host");
        assertThat(HOST.resolve("lower/new")).doesNotExist();
    }

    @Isolated(mount = true)
    @Mount(target = ".", type = Mount.Type.OVERLAY)
    static class OverWorkingDirectory {

        @Test
        void nothingOfTheWorkingDirectoryIsChanged() throws IOException {
            Files.delete(HOST.resolve("lower/deep/file"));
            Files.writeString(marked(HOST), "inside");
            assertThat(Path.of(PLACE, "lower/deep")).isEmptyDirectory();
        }
    }

    @Test
    void theWorkingDirectoryItselfCanBeAnOverlay() {
        assertAllPassed(run(OverWorkingDirectory.class), 1);

        assertThat(HOST.resolve("lower/deep/file")).hasContent("from the host");
        assertThat(marked(HOST)).doesNotExist();
    }

    static class BelowHome {

        @Test
        @Isolated(mount = true)
        void seesItsClassesAndNothingElse() {
            assertThat(Path.of("target/mount-test/lower")).doesNotExist();
            assertThat(Path.of("target/test-classes")).isNotEmptyDirectory();
            assertThat(BelowHome.class.getResource("MountTest.class")).isNotNull();
        }
    }

    /** The home directory is in the working directory here, and the classes are in the home directory. */
    @Test
    void whatTheChildNeedsStaysInSightBelowAHiddenDirectory() throws Exception {
        String output = FixtureMain.output(FixtureMain.command(
                List.of("-Duser.home=" + Path.of("target").toAbsolutePath()), BelowHome.class, Map.of()));

        assertThat(output).contains("finished seesItsClassesAndNothingElse() SUCCESSFUL");
    }

    static class Logs {

        @Test
        @Isolated(mount = true)
        void runs() {}
    }

    @Test
    void filesThatTheJvmsArgumentsNameCanBeWritten(@TempDir Path directory) throws IOException {
        Path log = Files.createFile(directory.resolve("jvm.log"));

        Results results = fixtures()
                .with("isolated.jvm.args", "'-Xlog:gc*:file=" + log + "'")
                .of(Logs.class);

        assertAllPassed(results, 1);
        assertThat(log).isNotEmptyFile();
    }
}
