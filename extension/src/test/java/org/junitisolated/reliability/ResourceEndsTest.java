package org.junitisolated.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junitisolated.Isolated;
import org.junitisolated.kit.FixtureMain;

/** A build that has run out of something says of what, and comes to its end. */
class ResourceEndsTest {

    @TempDir
    Path directory;

    private Path temporary;

    static class Fixture {

        @Test
        @Isolated
        void isolated() {}

        @Test
        void plain() {}
    }

    @BeforeEach
    void makeDirectory() throws Exception {
        temporary = Files.createDirectory(directory.resolve("tmp"));
    }

    /** How a JVM ends that finds no descriptor to read a class with. */
    private static final String NO_CLASS = "NoClassDefFoundError";

    private static final int ATTEMPTS = 4;

    /**
     * The JDK closes the pipes of a process that has ended on a thread of its own, some time later. Until then a build without
     * descriptors may not find its own classes, or JUnit's: that is not ours, and another build may have better luck.
     */
    private String buildAfter(String preparation, String... unshare) throws Exception {
        String output = NO_CLASS;
        for (int attempt = 0; attempt < ATTEMPTS && output.contains(NO_CLASS); attempt++) {
            output = oneBuildAfter(preparation, unshare);
        }
        return output;
    }

    /** The shell prepares the scarcity, then becomes the build. */
    private String oneBuildAfter(String preparation, String... unshare) throws Exception {
        List<String> command = new ArrayList<>(List.of(unshare));
        command.addAll(List.of("sh", "-c", preparation + "; exec \"$@\"", "sh"));
        command.addAll(FixtureMain.command(
                List.of("-Djava.io.tmpdir=" + temporary),
                Fixture.class,
                Map.of(
                        "isolated.timeout",
                        "60s",
                        "isolated.cache",
                        directory.resolve("cache").toString())));
        Process build = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = build.waitFor();
        if (!output.contains(NO_CLASS)) {
            assertThat(exitCode).as(output).isZero();
        }
        return output;
    }

    @Test
    void withoutDescriptors() throws Exception {
        // With more of them the JVM itself needs, the build has enough; with fewer it does not get so far.
        List<String> outputs = new ArrayList<>();
        for (int limit = 60; limit >= 34; limit -= 4) {
            outputs.add(buildAfter("ulimit -n " + limit));
        }
        assertThat(outputs)
                .allMatch(output -> output.contains("finished plain() SUCCESSFUL"))
                .allMatch(output -> output.contains("finished isolated() SUCCESSFUL")
                        || output.contains("the limit of open files of a process is reached"))
                .anyMatch(output -> output.contains("Remedy: ulimit -n 65536"));
    }

    @Test
    void withoutSpace() throws Exception {
        String full = "mount -t tmpfs -o size=8k tmpfs " + temporary + "; head -c 100000 /dev/zero >" + temporary
                + "/fill 2>/dev/null";

        assertThat(buildAfter(full, "unshare", "--user", "--map-root-user", "--mount"))
                .contains("finished plain() SUCCESSFUL", "finished isolated() FAILED")
                .contains("the file system of " + temporary + " is full", "-Djava.io.tmpdir");
    }
}
