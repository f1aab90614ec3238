package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the launcher may be kept. */
class CacheDirectoriesTest {

    @TempDir
    Path temporary;

    static class PrintsThem {
        public static void main(String[] arguments) {
            CacheDirectories.inOrder(Optional.empty()).forEach(System.out::println);
        }
    }

    /** The environment counts, so it takes a JVM of its own. */
    private List<Path> inOrder(String home, Map<String, String> environment) throws Exception {
        List<String> options = List.of("-Duser.home=" + home, "-Duser.name=me", "-Djava.io.tmpdir=" + temporary);
        List<Path> directories = new ArrayList<>();
        JavaProcess.output(JavaProcess.command(options, PrintsThem.class), environment)
                .lines()
                .forEach(line -> directories.add(Path.of(line)));
        return directories;
    }

    private Path ownTemporaryDirectory() {
        return temporary.resolve("junit-isolated-me");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** In this JVM, whose user name and temporary directory are changed meanwhile. */
    private void prepareOwnTemporaryDirectory() throws IOException {
        String user = System.getProperty("user.name");
        String directory = System.getProperty("java.io.tmpdir");
        System.setProperty("user.name", "me");
        System.setProperty("java.io.tmpdir", temporary.toString());
        try {
            CacheDirectories.prepare(ownTemporaryDirectory());
        } finally {
            System.setProperty("user.name", user);
            System.setProperty("java.io.tmpdir", directory);
        }
    }

    private static void create(Path directory, String permissions) throws IOException {
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void anExplicitOneIsTheOnlyOne() {
        assertThat(CacheDirectories.inOrder(Optional.of(Path.of("/cache")))).containsExactly(Path.of("/cache"));
        assertThat(CacheDirectories.inOrder(Optional.of(Path.of("cache"))))
                .containsExactly(Path.of("cache").toAbsolutePath());
    }

    @Test
    void firstComesTheCacheOfTheUserThenATemporaryDirectory() throws Exception {
        assertThat(inOrder("/home/me", Map.of()))
                .containsExactly(Path.of("/home/me/.cache/junit-isolated"), ownTemporaryDirectory());
    }

    @Test
    void theUserMayHaveMovedTheCache() throws Exception {
        assertThat(inOrder("/home/me", Map.of("XDG_CACHE_HOME", "/cache")))
                .containsExactly(Path.of("/cache/junit-isolated"), ownTemporaryDirectory());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative"})
    void aCacheThatIsNoAbsolutePathDoesNotCount(String xdgCache) throws Exception {
        assertThat(inOrder("/home/me", Map.of("XDG_CACHE_HOME", xdgCache)))
                .first()
                .isEqualTo(Path.of("/home/me/.cache/junit-isolated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?"})
    void aUserWithoutAHomeHasTheTemporaryDirectory(String home) throws Exception {
        assertThat(inOrder(home, Map.of())).containsExactly(ownTemporaryDirectory());
    }

    @Test
    void nothingIsMadeBeforeItIsNeeded() throws Exception {
        inOrder("?", Map.of());

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aCacheIsMadeWithAllThatIsAboveIt() throws IOException {
        CacheDirectories.prepare(temporary.resolve("deep/down"));
        CacheDirectories.prepare(temporary.resolve("deep/down"));

        assertThat(temporary.resolve("deep/down")).isDirectory();
    }

    @Test
    void theTemporaryDirectoryIsForItsUserOnlyAndIsUsedAgain() throws IOException {
        prepareOwnTemporaryDirectory();
        prepareOwnTemporaryDirectory();

        assertThat(permissions(ownTemporaryDirectory())).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxr-x---", "rwx-----x"})
    void aTemporaryDirectoryThatIsOpenToOthersIsNotTrusted(String permissions) throws IOException {
        create(ownTemporaryDirectory(), permissions);

        assertThatThrownBy(this::prepareOwnTemporaryDirectory)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("open to others");
        assertThat(permissions(ownTemporaryDirectory())).isEqualTo(permissions);
    }

    @Test
    void aTemporaryDirectoryOfSomebodyElseIsNotTrusted() throws IOException {
        create(ownTemporaryDirectory(), "rwx------");
        try {
            Files.setAttribute(ownTemporaryDirectory(), "unix:uid", 12345);
        } catch (IOException e) {
            abort("only root can give files away");
        }

        assertThatThrownBy(this::prepareOwnTemporaryDirectory)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another user");
    }

    @Test
    void aLinkInItsPlaceIsNotTrusted() throws IOException {
        Path elsewhere = temporary.resolve("elsewhere");
        create(elsewhere, "rwx------");
        Files.createSymbolicLink(ownTemporaryDirectory(), elsewhere);

        assertThatThrownBy(this::prepareOwnTemporaryDirectory).isInstanceOf(IOException.class);
    }

    @Test
    void aFileInItsPlaceIsAFault() throws IOException {
        Files.createFile(ownTemporaryDirectory());

        assertThatThrownBy(this::prepareOwnTemporaryDirectory).isInstanceOf(IOException.class);
    }
}
