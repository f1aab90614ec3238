package org.junitisolated.internal.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.IsolationException;

/** The launcher is found, or it is said what is wrong with the one that was. */
@Timeout(60)
class LauncherBinaryTest {

    private static final String NAME = "junit-isolated-launcher";

    @TempDir
    Path directory;

    private Path unpack() throws UnusableLauncherException {
        return unpackInto(directory);
    }

    private static Path unpackInto(Path... caches) throws UnusableLauncherException {
        return LauncherBinary.find(Optional.empty(), List.of(caches));
    }

    private static Path explicit(Path launcher, Path cache) throws UnusableLauncherException {
        return LauncherBinary.find(Optional.of(launcher), List.of(cache));
    }

    private Path script(String name, String text) throws Exception {
        Path script = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private static String version(Path launcher) throws Exception {
        Process process = ExecutableStart.start(new ProcessBuilder(launcher.toString(), "--version"));
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    private static List<Path> filesIn(Path directory) throws Exception {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void isUnpackedToAPathThatStaysTheSame() throws Exception {
        Path launcher = unpack();

        assertThat(launcher).startsWith(directory.resolve("bin")).isExecutable();
        assertThat(launcher.getFileName()).hasToString(NAME);
        assertThat(unpack()).isEqualTo(launcher);
        assertThat(version(launcher)).startsWith(NAME);
        assertThat(filesIn(launcher.getParent())).containsExactly(launcher);
    }

    @Test
    void isUnpackedOnce() throws Exception {
        Object first = Files.readAttributes(unpack(), "unix:ino,ctime");

        assertThat(Files.readAttributes(unpack(), "unix:ino,ctime")).isEqualTo(first);
    }

    @Test
    void aBrokenFileInTheCacheIsReplaced() throws Exception {
        Path launcher = unpack();
        byte[] whole = Files.readAllBytes(launcher);
        byte[] changed = whole.clone();
        changed[whole.length / 2]++;

        for (byte[] broken : List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2), changed)) {
            Files.delete(launcher);
            Files.write(launcher, broken);
            Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));

            assertThat(Files.readAllBytes(unpack())).isEqualTo(whole);
            assertThat(version(launcher)).startsWith(NAME);
        }
    }

    @Test
    void aFileWithoutPermissionInTheCacheIsReplaced() throws Exception {
        Files.setPosixFilePermissions(unpack(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(unpack()).isExecutable();
    }

    @Test
    void everybodyMayRunItSoThatAnotherUsersCacheDoesNoHarm() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unpack())))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void severalThreadsMayUnpackAtOnce() throws Exception {
        int threads = 6;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<Path>> found = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                found.add(pool.submit(() -> {
                    start.await();
                    return unpack();
                }));
            }
            for (Future<Path> each : found) {
                assertThat(version(each.get())).startsWith(NAME);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(filesIn(unpack().getParent())).hasSize(1);
    }

    @Test
    void aProgramThatLeavesItsOutputOpenDoesNotStopTheBuild() throws Exception {
        Path script = script("leaves-a-process", "sleep 100 & echo $! > " + directory.resolve("pid") + "; echo hello");
        try {
            assertRefused(script, "exit code 0: hello");
        } finally {
            long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void theFirstDirectoryThatCanBeUsedIsUsed() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        Path second = directory.resolve("second");
        Path third = directory.resolve("third");

        assertThat(unpackInto(file, second, third)).startsWith(second);
        assertThat(third).doesNotExist();
    }

    @Test
    void aDirectoryInThePlaceOfTheLauncherIsSkippedToo() throws Exception {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Path launcher = unpackInto(first);
        Files.delete(launcher);
        Files.createDirectories(launcher.resolve("in-the-way"));

        assertThat(unpackInto(first, second)).startsWith(second);
    }

    @Test
    void whereNoDirectoryCanBeUsedEachIsNamedAndTheWaysOut() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        Path nowhere = Path.of("/proc/no-such-directory");

        assertThatThrownBy(() -> unpackInto(file, nowhere))
                .isInstanceOf(UnusableLauncherException.class)
                .hasMessageContainingAll(
                        file + " cannot be written",
                        nowhere + " cannot be written",
                        "isolated.cache",
                        "isolated.launcher",
                        "#launcher");
    }

    @Test
    void aDirectoryIsNoLauncher() {
        assertThatThrownBy(() -> explicit(directory, directory))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("cannot be executed")
                .hasMessageContaining("Cause:  " + directory + " is a directory");
    }

    @Test
    void theFaultsBeforeTheLauncherThatIsUsedAreTold() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(LauncherBinary.search(Optional.empty(), Optional.of(file)).launcher())
                .isEmpty();
        assertThat(LauncherBinary.search(Optional.empty(), Optional.of(file)).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.error()).startsWith(file + " cannot be written"));
        assertThat(LauncherBinary.search(Optional.empty(), Optional.of(directory))
                        .faults())
                .isEmpty();
    }

    @Test
    void anExplicitLauncherIsUsedAndNothingIsUnpacked() throws Exception {
        Path cache = directory.resolve("cache");
        Path launcher = unpack();

        assertThat(explicit(launcher, cache)).isEqualTo(launcher);
        assertThat(cache).doesNotExist();
    }

    @Test
    void anExplicitLauncherMayBeNamedFromTheWorkingDirectory() throws Exception {
        Path launcher = unpack();
        Path relative = Path.of("").toAbsolutePath().relativize(launcher);

        assertThat(explicit(relative, directory)).isAbsolute().isExecutable();
    }

    private void assertRefused(Path launcher, String fault) {
        Path cache = directory.resolve("cache");
        assertThatThrownBy(() -> explicit(launcher, cache))
                .isInstanceOf(IsolationException.class)
                .hasMessageContainingAll("isolated.launcher", launcher.toString(), fault, "#launcher");
        assertThat(cache).as("nothing else is tried").doesNotExist();
    }

    @Test
    void anExplicitLauncherThatDoesNotExistIsRefused() throws Exception {
        assertRefused(directory.resolve("nothing"), "does not exist");
    }

    @Test
    void anExplicitLauncherThatIsNotExecutableIsRefused() throws Exception {
        assertRefused(Files.writeString(directory.resolve("text"), "#!/bin/sh\n"), "cannot be executed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/true", "/bin/false", "/bin/cat"})
    void anotherProgramIsRefused(String program) throws Exception {
        assertRefused(Path.of(program), "--version answers with exit code");
    }

    @Test
    void aProgramThatOnlySpeaksLikeTheLauncherIsRefused() throws Exception {
        assertRefused(script("fails", "echo " + NAME + " 1.0; exit 3"), "exit code 3: " + NAME + " 1.0");
        assertRefused(script("answers-late", "echo not " + NAME), "exit code 0: not " + NAME);
    }

    @Test
    void anArchitectureWithoutALauncherIsNamed() throws Exception {
        String machine = System.getProperty("os.arch");
        System.setProperty("os.arch", "pdp11");
        try {
            assertThatThrownBy(this::unpack)
                    .isInstanceOf(UnusableLauncherException.class)
                    .hasMessageContainingAll("pdp11", "isolated.launcher", "#launcher");
        } finally {
            System.setProperty("os.arch", machine);
        }
    }
}
