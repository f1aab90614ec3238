package org.junitisolated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junitisolated.kit.FixtureMain;
import org.junitisolated.kit.JarredClasses;

/** Children start with class archives, which come into being by the way; and nothing that is wrong with one can be noticed. */
class ArchiveTest {

    private static final int MOST_PLANS = 10;
    private static final String NONE = "starts without an archive";

    @TempDir
    Path directory;

    /** A file that a JVM has mapped is one that it uses. */
    static class TellsItsArchive {
        @Test
        @Hermetic
        void tells(TestReporter reporter) throws IOException {
            reporter.publishEntry(
                    "starts",
                    Files.readAllLines(Path.of("/proc/self/maps")).stream()
                            .filter(line -> line.matches(".*/archives/.*"))
                            .map(line -> line.replaceAll(".*/", "with "))
                            .findFirst()
                            .orElse("without an archive"));
        }
    }

    @BeforeEach
    void makeJar() {
        JarredClasses.writeTo(jar());
    }

    private Path jar() {
        return directory.resolve("junit-isolated.jar");
    }

    private Path cache() {
        return directory.resolve("cache");
    }

    private List<String> command(List<String> jvmOptions, Map<String, String> furtherParameters) {
        Map<String, String> parameters = new TreeMap<>(Map.of("isolated.cache", cache().toString()));
        parameters.putAll(furtherParameters);
        return JarredClasses.command(jar(), FixtureMain.command(jvmOptions, TellsItsArchive.class, parameters));
    }

    private String run(List<String> jvmOptions, Map<String, String> parameters) throws Exception {
        return checked(FixtureMain.output(command(jvmOptions, parameters)));
    }

    private String run() throws Exception {
        return run(List.of(), Map.of());
    }

    /** The test passes, whatever becomes of the archive, and no JVM says anything. */
    private static String checked(String output) {
        assertThat(output).contains("tells(TestReporter) SUCCESSFUL").doesNotContain("[warning]", "[error]", "[info]");
        return output.replace("starts=", "starts ");
    }

    private List<Path> archives() throws IOException {
        return files("archive-[0-9a-f]{8}\\.(jsa|aot)");
    }

    private List<Path> files(String name) throws IOException {
        Path archives = cache().resolve("archives");
        if (!Files.exists(archives)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(archives)) {
            return all.filter(file -> file.getFileName().toString().matches(name))
                    .toList();
        }
    }

    /** Where the processors are busy all the while, a plan ends before its archive is there; then another one makes it. */
    private void awaitArchives(int count, List<String> jvmOptions) throws Exception {
        for (int plans = 0; plans < MOST_PLANS && archives().size() < count; plans++) {
            for (Path tooLate : files("refused.txt")) {
                Files.delete(tooLate);
            }
            run(jvmOptions, Map.of());
        }
        assertThat(archives()).hasSize(count);
    }

    private Path onlyArchive() throws Exception {
        awaitArchives(1, List.of());
        return archives().get(0);
    }

    @Test
    void theFirstPlanMakesAnArchiveAndTheNextUsesIt() throws Exception {
        assertThat(run()).contains(NONE);

        Path archive = onlyArchive();
        assertThat(run()).contains("starts with " + archive.getFileName());
        assertThat(files("new|refused.txt")).isEmpty();
    }

    @Test
    void oneThatIsBrokenIsNotUsedAndMadeAnew() throws Exception {
        run();
        Path archive = onlyArchive();
        byte[] content = Files.readAllBytes(archive);
        content[content.length / 2]++;
        replace(archive, archive, content);

        assertThat(run()).contains(NONE);
        Path another = onlyArchive();
        assertThat(run()).contains("starts with " + another.getFileName());
    }

    /** So that it is whole by all that we can tell. */
    @Test
    void oneThatTheJvmRefusesDoesNoHarm() throws Exception {
        run();
        byte[] nonsense = "nonsense".repeat(10_000).getBytes(UTF_8);
        CRC32C checksum = new CRC32C();
        checksum.update(nonsense);
        Path archive = onlyArchive();
        String name = archive.getFileName().toString().replaceAll("-.*\\.", "-%08x.".formatted(checksum.getValue()));
        replace(archive, archive.resolveSibling(name), nonsense);

        assertThat(run()).contains(NONE);
    }

    private static void replace(Path old, Path file, byte[] content) throws IOException {
        Files.delete(old);
        Files.write(file, content);
    }

    @Test
    void anotherJarNeedsAnotherOne() throws Exception {
        run();
        Path first = onlyArchive();

        Files.setLastModifiedTime(jar(), FileTime.fromMillis(0));

        assertThat(run()).contains(NONE);
        awaitArchives(2, List.of());
        assertThat(archives()).contains(first);
    }

    @Test
    void otherArgumentsOfTheJvmNeedAnotherOne() throws Exception {
        onlyArchive();

        List<String> open = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "-Dfixture.any=1");
        assertThat(run(open, Map.of())).contains(NONE);
        awaitArchives(2, open);
        assertThat(run(open, Map.of())).contains("starts with ");
    }

    @Test
    void whereTheJvmMakesNoneThatIsKeptInMind() throws Exception {
        Path patch = Files.createDirectory(directory.resolve("patch"));
        List<String> patched = List.of("--patch-module=java.base=" + patch);

        assertThat(run(patched, Map.of())).contains(NONE);
        assertThat(files("refused.txt"))
                .hasSize(1)
                .allSatisfy(file -> assertThat(file).content().isNotEmpty());
        assertThat(run(patched, Map.of())).contains(NONE).doesNotContain("class archive that is being made");
        assertThat(archives()).isEmpty();
    }

    @Test
    void withIsolatedArchiveOffThereIsNone() throws Exception {
        assertThat(run(List.of(), Map.of("isolated.archive", "off"))).contains(NONE);
        assertThat(files(".*")).isEmpty();
    }

    @Test
    void severalPlansAtOnceMakeOne() throws Exception {
        List<String> command = command(List.of(), Map.of());
        List<CompletableFuture<String>> outputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            outputs.add(CompletableFuture.supplyAsync(() -> outputOf(command)));
        }

        for (CompletableFuture<String> output : outputs) {
            checked(output.get());
        }
        assertThat(archives()).hasSizeLessThan(2);
        onlyArchive();
        assertThat(outputOf(command)).contains("starts=with ");
    }

    private static String outputOf(List<String> command) {
        try {
            return FixtureMain.output(command);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A launcher under which no JVM with an archive comes up. */
    @Test
    void aChildThatEndsWithAnArchiveBeforeItsTestIsReplacedByOneWithout() throws Exception {
        run();
        Path archive = onlyArchive();
        Path launcher = cache().resolve("launcher");
        Path real = realLauncher();
        Files.writeString(launcher, """
                #!/bin/sh
                for argument; do
                    case $argument in @*) grep -q /archives/ "${argument#@}" && exit 7 ;; esac
                done
                exec %s "$@"
                """.formatted(real));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));

        String output = run(List.of(), Map.of("isolated.launcher", launcher.toString()));

        assertThat(output).contains(NONE).contains("a child ended before its test had begun", archive.toString());
        assertThat(archive).doesNotExist();
    }

    private Path realLauncher() throws IOException {
        try (Stream<Path> all = Files.walk(cache().resolve("bin"))) {
            return all.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }
}
