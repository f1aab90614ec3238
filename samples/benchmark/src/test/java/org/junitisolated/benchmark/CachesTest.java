package org.junitisolated.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachesTest {

    private static final Jdk JDK_17 = new Jdk(Path.of("/"), "17.0.15", "");
    private static final Jdk JDK_25 = new Jdk(Path.of("/"), "25", "");

    @TempDir
    private Path cache;

    @Test
    void waitsForTheArchiveOfTheJdk() throws Exception {
        Path directory = Files.createDirectories(cache.resolve("archives/0123abcd"));
        Files.createFile(directory.resolve("archive-89ab.jsa"));
        assertThat(Caches.awaitArchive(cache, JDK_17, Instant.now())).isTrue();
        assertThat(Caches.awaitArchive(cache, JDK_25, Instant.now())).isFalse();
        Files.createFile(directory.resolve("archive-89ab.aot"));
        assertThat(Caches.awaitArchive(cache, JDK_25, Instant.now())).isTrue();
    }

    @Test
    void takesNothingElseForAnArchive() throws Exception {
        Path directory = Files.createDirectories(cache.resolve("archives/0123abcd"));
        Files.createFile(directory.resolve("archive-89ab.jsa.123.tmp"));
        Files.createFile(directory.resolve("archive-89ab.123.jsa"));
        Files.createDirectory(directory.resolve("archive-cdef.jsa"));
        Files.createFile(cache.resolve("archives/archive-89ab.jsa"));
        assertThat(Caches.awaitArchive(cache, JDK_17, Instant.now())).isFalse();
    }

    @Test
    void waitsNoLongerThanItIsTold() throws Exception {
        assertThat(Caches.awaitArchive(cache, JDK_17, Instant.now().plusMillis(300)))
                .isFalse();
    }
}
