package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.IsolationException;
import org.junitisolated.Mount;

/** How private directories, mounts and what the child needs become arguments of the launcher. */
class FileViewTest {

    private Path root;
    private Path project;
    private Path home;
    private Path tmp;
    private Path run;
    private Path data;
    private final List<Path> needed = new ArrayList<>();
    private final List<Path> written = new ArrayList<>();

    @BeforeEach
    void makeDirectories(@TempDir Path temporary) throws IOException {
        root = temporary.toRealPath();
        home = Files.createDirectories(root.resolve("home"));
        project = Files.createDirectories(root.resolve("work/project"));
        tmp = Files.createDirectories(root.resolve("tmp"));
        run = Files.createDirectories(tmp.resolve("run"));
        data = Files.createDirectories(root.resolve("data"));
    }

    private List<String> view(Path workingDirectory, MountDoor... mounts) {
        return FileView.arguments(
                new HostPaths(workingDirectory, run, List.of(tmp, home), needed, written), List.of(mounts));
    }

    private List<String> view(MountDoor... mounts) {
        return view(project, mounts);
    }

    private static List<String> strings(Object... words) {
        return List.of(words).stream().map(Object::toString).toList();
    }

    private static MountDoor bind(Path source, Path target) {
        return new MountDoor(Mount.Type.BIND, target, source, false, OptionalLong.empty(), "@Mount(bind)");
    }

    private static MountDoor tmpfs(Path target) {
        return new MountDoor(Mount.Type.TMPFS, target, target, false, OptionalLong.empty(), "@Mount(tmpfs)");
    }

    private static MountDoor overlay(Path source, Path target) {
        return new MountDoor(Mount.Type.OVERLAY, target, source, false, OptionalLong.empty(), "@Mount(overlay)");
    }

    private Path file(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        return Files.createFile(directory.resolve(name));
    }

    @Test
    void allIsReadOnlyButTheWorkingDirectoryAndThePlansOwn() {
        assertThat(view())
                .isEqualTo(strings(
                        "--read-only",
                        "--keep-writable",
                        project,
                        "--tmpfs",
                        tmp,
                        "--keep-writable",
                        run,
                        "--tmpfs",
                        home));
    }

    @Test
    void whatIsNeededBelowAPrivateDirectoryComesBack() throws IOException {
        Path jar = file(home.resolve(".m2"), "a.jar");
        needed.addAll(List.of(jar, file(data, "b.jar"), jar));

        assertThat(view()).endsWith(strings("--tmpfs", home, "--keep", jar).toArray(String[]::new));
        assertThat(view()).filteredOn("--keep"::equals).hasSize(1);
    }

    @Test
    void whatIsBelowSomethingElseThatComesBackComesWithIt() throws IOException {
        Path jdk = Files.createDirectories(home.resolve("jdk"));
        Path classes = Files.createDirectories(project.resolve("target/classes"));
        needed.addAll(List.of(file(jdk.resolve("lib"), "agent.jar"), jdk, classes, run.resolve("java-1")));

        assertThat(view()).filteredOn("--keep"::equals).hasSize(1);
        assertThat(view()).containsSequence(strings("--keep", jdk));
    }

    @Test
    void aPrivateDirectoryItselfIsNotBroughtBack() {
        needed.addAll(List.of(home, home.resolve("."), tmp.resolve("../etc")));

        assertThat(view()).doesNotContain("--keep");
    }

    @Test
    void aPrivateDirectoryInTheWorkingDirectoryHidesWhatIsNeededThere() throws IOException {
        Path inside = Files.createDirectories(tmp.resolve("project"));
        Path jar = file(inside.resolve("tmp"), "a.jar");
        needed.add(jar);
        HostPaths host = new HostPaths(inside, run, List.of(tmp, inside.resolve("tmp")), needed, written);

        assertThat(FileView.arguments(host, List.of()))
                .isEqualTo(strings(
                        "--read-only",
                        "--tmpfs",
                        tmp,
                        "--keep-writable",
                        inside,
                        "--keep-writable",
                        run,
                        "--tmpfs",
                        inside.resolve("tmp"),
                        "--keep",
                        jar));
    }

    @Test
    void theRootAsWorkingDirectoryStaysReadOnly() {
        assertThat(view(Path.of("/"))).doesNotContain("/");
    }

    @Test
    void filesThatArgumentsNameCanBeWritten() throws IOException {
        Path existing = file(data, "jacoco.exec");
        written.addAll(List.of(
                existing,
                data.resolve("new.log"),
                project.resolve("target/x.exec"),
                data.resolve("none/y"),
                tmp.resolve("z"),
                home,
                Path.of("/dev/stderr")));

        assertThat(view())
                .startsWith(strings(
                                "--read-only",
                                "--keep-writable",
                                project,
                                "--keep-writable",
                                existing,
                                "--keep-writable",
                                data,
                                "--tmpfs",
                                tmp)
                        .toArray(String[]::new));
    }

    @Test
    void aFileBelowAPrivateDirectoryCanBeWrittenIfItIsThere() throws IOException {
        Path existing = file(tmp.resolve("deep"), "jacoco.exec");
        written.addAll(List.of(existing, home.resolve("new.exec")));

        assertThat(view()).containsSequence(strings("--keep-writable", run, "--keep-writable", existing));
        assertThat(view()).doesNotContain(home.resolve("new.exec").toString());
    }

    @Test
    void mountsKeepTheirOrderBehindThePrivateDirectories() {
        Path jar = home.resolve("d/deep/a.jar");
        needed.add(jar);
        MountDoor sized = new MountDoor(Mount.Type.TMPFS, data, data, false, OptionalLong.of(65536), "@Mount(sized)");
        MountDoor writable =
                new MountDoor(Mount.Type.BIND, data.resolve("w"), home, true, OptionalLong.empty(), "@Mount(writable)");

        assertThat(view(sized, writable, bind(data, home.resolve("d")), overlay(data, tmp.resolve("o"))))
                .isEqualTo(strings(
                        "--read-only",
                        "--keep-writable",
                        project,
                        "--tmpfs",
                        tmp,
                        "--keep-writable",
                        run,
                        "--tmpfs",
                        home,
                        "--tmpfs-size",
                        65536,
                        data,
                        "--bind-writable",
                        home,
                        data.resolve("w"),
                        "--bind",
                        data,
                        home.resolve("d"),
                        "--keep",
                        jar,
                        "--overlay",
                        data,
                        tmp.resolve("o")));
    }

    @Test
    void whatComesBackDoesSoBeforeAMountIsPutIntoIt() throws IOException {
        Path inside = Files.createDirectories(tmp.resolve("project/data")).getParent();

        assertThat(view(inside, tmpfs(inside.resolve("data"))))
                .containsSubsequence(
                        strings("--tmpfs", tmp, "--keep-writable", inside, "--tmpfs", inside.resolve("data")));
    }

    @Test
    void aMountOnAPrivateDirectoryOrAboveItDecidesWhatThatIs() {
        assertThat(view(tmpfs(home))).filteredOn(home.toString()::equals).hasSize(1);
        assertThat(view(bind(home, home))).containsSequence(strings("--keep-writable", run, "--bind", home, home));
    }

    @Test
    void aMountAtTheWorkingDirectoryOrAboveItDecidesWhatThatIs() {
        assertThat(view(overlay(project, project)))
                .doesNotContain("--keep")
                .doesNotContainSequence(strings("--keep-writable", project));
        assertThat(view(overlay(project.getParent(), project.getParent())))
                .doesNotContainSequence(strings("--keep-writable", project))
                .containsSequence(strings("--keep-writable", run));
    }

    @Test
    void whatATmpfsHidesComesBack() throws IOException {
        Path jar = file(data.resolve("lib"), "a.jar");
        needed.add(jar);

        assertThat(view(tmpfs(data))).containsSequence(strings("--tmpfs", data, "--keep", jar));
    }

    @Test
    void whatShowsTheSameNeedsNothingBroughtBack() throws IOException {
        needed.add(file(data.resolve("lib"), "a.jar"));

        assertThat(view(bind(data, data))).doesNotContain("--keep");
        assertThat(view(overlay(data, data))).doesNotContain("--keep");
    }

    private void assertMisuse(String reason, MountDoor... mounts) {
        assertThatThrownBy(() -> view(mounts))
                .isInstanceOf(IsolationException.class)
                .hasMessageContainingAll("@Mount(", reason, "#mount");
    }

    @Test
    void whatABindHidesComesBackWhereThereIsAPlaceForIt() throws IOException {
        Path jar = file(data.resolve("lib"), "a.jar");
        Path other = Files.createDirectories(root.resolve("other"));
        needed.add(jar);

        assertMisuse("it hides " + jar + ", which the child needs", bind(other, data));
        file(other.resolve("lib"), "a.jar");
        assertThat(view(bind(other, data))).containsSequence(strings("--bind", other, data, "--keep", jar));
    }

    @Test
    void whatIsNeededItselfCannotBeCovered() throws IOException {
        Path classes = Files.createDirectories(data.resolve("classes"));
        needed.add(classes);

        assertMisuse("it hides " + classes, tmpfs(classes));
        assertMisuse("it hides " + classes, bind(home, classes));
        assertThat(view(overlay(classes, classes))).contains("--overlay");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "/usr", "/dev", "/proc", "/proc/sys", "/sys/fs"})
    void whatEveryProgramNeedsCannotBeHidden(String target) {
        assertMisuse("it hides " + target + ", which every program needs", tmpfs(Path.of(target)));
        assertMisuse("it hides " + target + ", which every program needs", bind(home, Path.of(target)));
        assertThat(view(bind(Path.of(target), Path.of(target)))).contains("--bind");
    }

    @Test
    void theWorkingDirectoryMustBeThereInAMountAboveIt() throws IOException {
        Path other = Files.createDirectories(root.resolve("other"));
        Path above = project.getParent();

        assertMisuse("it hides the working directory " + project, bind(other, above));
        assertMisuse("it hides the working directory " + project, tmpfs(above));
        Files.createDirectory(other.resolve("project"));
        assertThat(view(bind(other, above))).contains("--bind");
        needed.add(Files.createDirectories(project.resolve("classes")));
        assertThat(view(tmpfs(above))).contains("--tmpfs");
    }

    @Test
    void aTargetMustExistWhereItCannotBeMade() throws IOException {
        Path missing = data.resolve("missing");

        assertMisuse("there is no " + missing, bind(home, missing));
        assertMisuse("there is no " + project.resolve("m"), tmpfs(project.resolve("m")));
        assertMisuse("there is no " + missing, bind(data, data), tmpfs(missing));
        assertThat(view(bind(data, home.resolve("new/deep")))).contains("--bind");
        assertThat(view(overlay(data, data), tmpfs(missing))).contains("--tmpfs");
    }

    @Test
    void belowWhatComesBackNothingIsMade() {
        Path inside = tmp.resolve("project");

        assertThatThrownBy(() -> {
                    Files.createDirectories(inside);
                    view(inside, tmpfs(inside.resolve("missing")));
                })
                .hasMessageContaining("there is no " + inside.resolve("missing"));
    }

    @Test
    void belowABindWhatItShowsCounts() throws IOException {
        Path other = Files.createDirectories(root.resolve("other"));
        Files.createDirectories(other.resolve("only-there"));
        Files.createDirectories(data.resolve("only-here"));

        assertThat(view(bind(other, data), tmpfs(data.resolve("only-there")))).contains("--bind");
        assertMisuse("there is no", bind(other, data), tmpfs(data.resolve("only-here")));
    }

    @Test
    void filesAndDirectoriesDoNotCoverEachOther() throws IOException {
        Path file = file(data, "file");
        Path directory = Files.createDirectories(data.resolve("directory"));

        assertMisuse("the source is a file", bind(file, directory));
        assertMisuse("the target is a file", bind(directory, file));
        assertMisuse("the target is a file", tmpfs(file));
        assertThat(view(bind(file(data, "other"), file))).contains("--bind");
        assertThat(view(bind(file, home.resolve("new")))).contains("--bind");
    }
}
