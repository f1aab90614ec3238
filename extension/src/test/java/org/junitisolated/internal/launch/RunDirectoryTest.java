package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The directory is private, and goes whichever way its JVM ends. */
@Timeout(120)
class RunDirectoryTest {

    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    Path parent;

    private final String before = System.getProperty(TEMPORARY);

    @BeforeEach
    void useAParentOfItsOwn() {
        System.setProperty(TEMPORARY, parent.toString());
    }

    @AfterEach
    void useTheUsualOneAgain() {
        System.setProperty(TEMPORARY, before);
    }

    /** Creates directories, as many as its argument says, prints them, and keeps them until its input ends. */
    static class KeepsDirectories {
        public static void main(String[] arguments) throws Exception {
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                Path directory = RunDirectory.create().path();
                Files.createFile(directory.resolve("left-behind"));
                System.out.println(directory);
            }
            System.in.read();
        }
    }

    private Process start(int directories) throws IOException {
        return JavaProcess.start(
                JavaProcess.command(
                        List.of("-D" + TEMPORARY + "=" + parent), KeepsDirectories.class, String.valueOf(directories)),
                Map.of());
    }

    private static Path nextDirectory(BufferedReader output) throws IOException {
        return Path.of(output.readLine());
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void onlyItsUserCanEnterIt() throws IOException {
        try (RunDirectory directory = RunDirectory.create()) {
            assertThat(directory.path()).isDirectory().hasParent(parent);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void closingRemovesItWithAllThatIsInIt() throws IOException {
        RunDirectory directory = RunDirectory.create();
        Files.createFile(directory.newPath("file-"));
        Files.createDirectories(directory.newPath("directory-").resolve("deep/down"));
        Files.createSymbolicLink(directory.newPath("link-"), Path.of("/"));

        directory.close();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void linksInItAreNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path precious = Files.createFile(elsewhere.resolve("precious"));
        RunDirectory directory = RunDirectory.create();
        Files.createSymbolicLink(directory.path().resolve("link"), elsewhere);

        directory.close();

        assertThat(precious).exists();
    }

    @Test
    void newPathsAreNewAndBelowIt() throws IOException {
        try (RunDirectory directory = RunDirectory.create()) {
            Path first = directory.newPath("socket-");
            Path second = directory.newPath("socket-");

            assertThat(first).doesNotExist().isNotEqualTo(second);
            assertThat(first.getParent()).isEqualTo(directory.path());
            assertThat(first.getFileName().toString()).startsWith("socket-");
        }
    }

    @Test
    void aSocketFitsWhereverTheTemporaryFilesAre() throws IOException {
        Path deep = Files.createDirectories(parent.resolve("d".repeat(60)));
        System.setProperty(TEMPORARY, deep.toString());

        try (RunDirectory directory = RunDirectory.create()) {
            assertThat(directory.path()).hasParent(Path.of("/tmp"));
            assertThat(directory.newPath("socket-").toString().length()).isLessThan(108);
        }
    }

    @Test
    void whatAKilledJvmHasLeftIsRemovedByTheNext() throws Exception {
        Process other = start(1);
        Path left = nextDirectory(other.inputReader());
        kill(other);
        assertThat(left.resolve("left-behind")).exists();

        RunDirectory.create().close();

        assertThat(left).doesNotExist();
    }

    @Test
    void whatAJvmWasKilledWhileRemovingIsRemovedByTheNext() throws Exception {
        Process other = start(1);
        Path left = nextDirectory(other.inputReader());
        kill(other);
        Files.delete(left.resolve("lock"));

        RunDirectory.create().close();

        assertThat(left).doesNotExist();
    }

    @Test
    void whatAJvmWasKilledWhileMakingIsRemovedByTheNextAfterAWhile() throws IOException {
        Path old = Files.createDirectory(parent.resolve("junit-isolated-new-1"));
        Path young = Files.createDirectory(parent.resolve("junit-isolated-new-2"));
        Path other = Files.createDirectory(parent.resolve("junit-isolated-somebody"));
        for (Path each : List.of(old, other)) {
            Files.setLastModifiedTime(each, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        }

        RunDirectory.create().close();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(other).exists();
    }

    @Test
    void aJvmThatExitsRemovesItThoughNobodyHasClosedIt() throws Exception {
        Process other = start(2);
        Path first = nextDirectory(other.inputReader());
        assertThat(first).exists();

        other.getOutputStream().close();

        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whatALiveJvmUsesStays() throws Exception {
        Process other = start(1);
        try {
            Path used = nextDirectory(other.inputReader());

            RunDirectory.create().close();

            assertThat(used.resolve("left-behind")).exists();
        } finally {
            kill(other);
        }
    }

    @Test
    void allDirectoriesOfALiveJvmStay() throws Exception {
        Process other = start(2);
        try {
            BufferedReader output = other.inputReader();
            Path first = nextDirectory(output);
            Path second = nextDirectory(output);

            RunDirectory.create().close();

            assertThat(first.resolve("left-behind")).exists();
            assertThat(second.resolve("left-behind")).exists();
        } finally {
            kill(other);
        }
    }

    @Test
    void whatBelongsToSomebodyElseStays() throws Exception {
        Process other = start(1);
        Path left = nextDirectory(other.inputReader());
        kill(other);
        try {
            Files.setAttribute(left, "unix:uid", 12345);
        } catch (IOException e) {
            abort("only root can give files away");
        }

        RunDirectory.create().close();

        assertThat(left).exists();
    }

    @Test
    void directoriesOfThisJvmStay() throws IOException {
        try (RunDirectory first = RunDirectory.create();
                RunDirectory second = RunDirectory.create()) {
            assertThat(first.path()).exists();
            assertThat(second.path()).exists();
        }
    }

    @Test
    void whatOnlyLooksLikeOneStays() throws IOException {
        Path otherwiseNamed = Files.createDirectory(parent.resolve("junit-isolated-run-1"));
        Path other = Files.createDirectory(parent.resolve("other"));
        Path file = Files.createFile(parent.resolve("junit-isolated-run-2"));
        Path linked = Files.createDirectory(parent.resolve("junit-isolated-run-3"));
        Files.createSymbolicLink(linked.resolve("lock"), Files.createFile(parent.resolve("target")));

        RunDirectory.create().close();

        assertThat(List.of(otherwiseNamed, other, file, linked))
                .allSatisfy(path -> assertThat(path).exists());
    }
}
