package org.junitisolated.internal.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.CodeLocation;

/** The command itself, with our classes alone on the class path. */
@Timeout(200)
class DoctorMainTest {

    @TempDir
    Path directory;

    private record Run(int exitCode, String out, String err) {}

    private static Path classes() {
        return CodeLocation.of(DoctorMain.class);
    }

    private Run doctor(String... words) throws Exception {
        return run(List.of(), words);
    }

    private Run run(List<String> jvmOptions, String... words) throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + "/bin/java", "-Djava.io.tmpdir=" + temporary));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classes().toString(), DoctorMain.class.getName()));
        command.addAll(Arrays.asList(words));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        process.waitFor();
        return new Run(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private static void assertHasAllKinds(String report) {
        assertThat(report)
                .contains(
                        "jvm",
                        "user-namespace",
                        "id-map",
                        "net",
                        "pid",
                        "mount",
                        "ipc",
                        "uts",
                        "user",
                        "cgroup",
                        "time",
                        "shared")
                .contains("bind", "tmpfs", "overlay", "read-only", "publish", "host-port")
                .contains("memory", "cpus", "processes", "hermetic");
    }

    private static boolean isHermetic(String table) {
        return table.lines().anyMatch(line -> line.matches("hermetic +yes.*"));
    }

    @Test
    void printsATableAndTheMachineAndSaysByItsExitCodeWhetherHermeticIsolationWorks() throws Exception {
        Run run = doctor("doctor", "--cache", directory.toString());

        assertThat(run.out()).startsWith("kind ").contains("This machine:", "kernel", "capabilities");
        assertHasAllKinds(run.out());
        assertThat(run.exitCode()).isEqualTo(isHermetic(run.out()) ? 0 : 1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains(directory + "/bin/");
    }

    @Test
    void printsJsonOfTheSame() throws Exception {
        Run run = doctor("doctor", "--json", "--cache", directory.toString());

        assertThat(run.out()).startsWith("{\n  \"version\": ").endsWith("\n}\n");
        assertHasAllKinds(run.out());
        assertThat(run.exitCode()).isEqualTo(run.out().contains("\n  \"hermetic\": true,") ? 0 : 1);
    }

    @Test
    void needsNoClassButOursAndTheJdks() throws Exception {
        Path log = directory.resolve("classes");

        run(List.of("-Xlog:class+load:file=" + log), "doctor", "--cache", directory.toString());

        try (Stream<String> lines = Files.lines(log)) {
            assertThat(lines.filter(line -> line.contains("source: file:") || line.contains("source: jar:")))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains(" org.junitisolated."));
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        doctor("doctor", "--cache", directory.resolve("cache").toString());

        try (Stream<Path> files = Files.list(directory.resolve("tmp"))) {
            assertThat(files.filter(file -> !file.getFileName().toString().startsWith("hsperf")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nurse", "doctor --jason", "doctor --launcher", "doctor --cache", "--json"})
    void wrongWordsGetTheUsage(String words) throws Exception {
        Run run = doctor(words.isEmpty() ? new String[0] : words.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("junit-isolated: ", "Usage: java -jar junit-isolated.jar doctor");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "doctor --help"})
    void whoAsksForHelpGetsTheUsageToo(String words) throws Exception {
        Run run = doctor(words.split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: ");
    }

    @Test
    void aLauncherThatCannotBeUsedIsSaidAndHermeticIsolationDoesNotWork() throws Exception {
        Run run = doctor("doctor", "--launcher", "/no/such/launcher");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("hermetic         not tried", "/no/such/launcher cannot be executed", "does not exist");
    }

    /** Everything works with this one, in that it ends with 0; but it is not asked to. */
    private Path script(String text) throws IOException {
        Path script = Files.writeString(
                directory.resolve("script"),
                "#!/bin/sh\n[ \"$1\" = --version ] && echo junit-isolated-launcher 1 && exit\n" + text + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void eachRefusalIsARowAndEachCauseIsToldOnce() throws Exception {
        Path launcher = script("echo 'failed net-namespace 28 ENOSPC unshare: No space left' >&2; exit 125");

        Run run = doctor("doctor", "--launcher", launcher.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsPattern("net +no +net-namespace +ENOSPC \\(28\\)");
        assertThat(run.out()).containsOnlyOnce("Cause:   ");
        assertThat(run.out()).contains("user.max_net_namespaces", "Mend it: ", "Seen:    ");
    }

    @Test
    void limitsThatAreHeldByOtherMeansAreSo() throws Exception {
        Path launcher =
                script("echo 'limit cpus affinity one of two' >&2; echo 'limit memory none no control group' >&2;"
                        + " echo 'limit processes cgroup at most 10' >&2");

        Run run = doctor("doctor", "--launcher", launcher.toString());

        assertThat(run.out()).containsPattern("memory +no +cgroup +none: no control group");
        assertThat(run.out()).containsPattern("cpus +in part +- +affinity: one of two");
        assertThat(run.out()).containsPattern("processes +yes +- +cgroup: at most 10");
    }

    @Test
    void aLauncherThatKnowsLessIsNotBlamedOnTheMachine() throws Exception {
        Path launcher = script("echo 'junit-isolated-launcher: unknown option' >&2; exit 125");

        Run run = doctor("doctor", "--launcher", launcher.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsPattern("cgroup +not tried +- +the launcher does not know this option");
    }
}
