package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactCachesTest {

    @TempDir
    Path home;

    @Test
    void aCacheIsOneThatSomeJarIsIn() throws IOException {
        Path used = Files.createDirectories(home.resolve("used"));
        Path unused = Files.createDirectories(home.resolve("unused"));
        Path missing = home.resolve("missing");
        List<Path> jars =
                List.of(used.resolve("org/a.jar"), used.resolve("org/b.jar"), missing.resolve("c.jar"), unused);

        assertThat(ArtifactCaches.outOf(Stream.of(used, used.resolve("../used"), unused, missing), jars))
                .containsExactly(used);
    }
}
