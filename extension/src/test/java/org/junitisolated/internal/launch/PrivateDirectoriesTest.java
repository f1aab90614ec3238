package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is hidden under empty directories of the test's own. */
class PrivateDirectoriesTest {

    private Path directory;
    private Path project;

    @BeforeEach
    void makeDirectories(@TempDir Path temporary) throws IOException {
        directory = temporary.toRealPath();
        project = Files.createDirectories(directory.resolve("home/project"));
    }

    private List<Path> hidden(Object... candidates) {
        return PrivateDirectories.outOf(
                Stream.of(candidates).map(candidate -> candidate == null ? null : candidate.toString()), project);
    }

    @Test
    void thisJvmHasThoseForTemporaryFilesAndItsHome() {
        assertThat(PrivateDirectories.ofThisJvm())
                .contains(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/dev/shm"))
                .contains(Path.of(System.getProperty("user.home")));
    }

    @Test
    void whatIsAboveTheWorkingDirectoryIsHidden() {
        assertThat(hidden(project.getParent())).containsExactly(project.getParent());
    }

    @Test
    void theWorkingDirectoryItselfIsNot() {
        assertThat(hidden(project, project.resolve("../project"))).isEmpty();
    }

    @Test
    void neitherIsTheRootNorWhatIsNoDirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(hidden("/", "/..", file, directory.resolve("nothing"), "?", "", " ", null, "a\0b"))
                .isEmpty();
    }

    @Test
    void linksAreFollowedAndEachIsNamedOnceTheOuterOnesFirst() throws IOException {
        Path inner = Files.createDirectories(directory.resolve("a/b"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), inner);

        assertThat(hidden(inner, link, inner.getParent())).containsExactly(inner.getParent(), inner);
    }

    @Test
    void whatIsRelativeBeginsAtTheWorkingDirectoryOfTheJvm() {
        assertThat(hidden("target")).containsExactly(Path.of("target").toAbsolutePath());
    }
}
