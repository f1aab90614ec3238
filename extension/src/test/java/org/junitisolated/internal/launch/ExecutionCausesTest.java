package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junitisolated.IsolationException;

/** Why a program cannot be executed is told by looking at it and at its mount. */
class ExecutionCausesTest {

    @TempDir
    Path directory;

    @TempDir
    Path root;

    private FakeMachine machine;
    private Path program;

    @BeforeEach
    void createProgram() throws IOException {
        machine = new FakeMachine(root);
        program = directory.toRealPath().resolve("program");
        Files.writeString(program, "text");
        permit("rwxr-xr-x");
    }

    private void permit(String permissions) throws IOException {
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString(permissions));
    }

    private Diagnosis diagnose(String errnoName) {
        return ExecutionCauses.of(program, errnoName, machine.machine());
    }

    private void writeElf(int architecture) throws IOException {
        byte[] head = new byte[64];
        head[0] = 0x7f;
        head[1] = 'E';
        head[2] = 'L';
        head[3] = 'F';
        head[18] = (byte) architecture;
        Files.write(program, head);
    }

    @Test
    void aMountWithoutExecutionIsSeenByItsOptions() {
        machine.mount(program.getParent().toString(), "rw,noexec,nosuid", "tmpfs");

        Diagnosis diagnosis = diagnose("EACCES");

        assertThat(diagnosis.seen()).isTrue();
        assertThat(diagnosis.cause()).contains("is mounted noexec at " + program.getParent());
        assertThat(diagnosis.evidence())
                .containsExactly("mount at " + program.getParent() + " = tmpfs, noexec,nosuid,rw");
    }

    @Test
    void aMountThatHidesOneWithoutExecutionCounts() {
        machine.mount(program.getParent().toString(), "rw,noexec", "tmpfs")
                .mount(program.getParent().toString(), "rw", "tmpfs");

        assertThat(diagnose("EACCES").cause()).doesNotContain("noexec");
    }

    @Test
    void missingPermissionIsSeen() throws IOException {
        permit("rw-r--r--");

        Diagnosis diagnosis = diagnose("EACCES");

        assertThat(diagnosis.seen()).isTrue();
        assertThat(diagnosis.cause()).contains("no permission to execute");
        assertThat(diagnosis.remedies()).containsExactly("chmod a+rx " + program);
        assertThat(diagnosis.evidence().get(0)).contains("OWNER_READ");
    }

    @Test
    void aPolicyIsAGuess() {
        assertThat(diagnose("EACCES").causeInWords()).contains("most likely a security policy");
        machine.file("/proc/self/attr/current", "tight (enforce)\n");
        assertThat(diagnose("EPERM").causeInWords()).contains("most likely the AppArmor profile tight forbids");
    }

    @Test
    void aDirectoryIsSeen() throws IOException {
        program = directory;

        assertThat(diagnose("EACCES").cause()).isEqualTo(directory + " is a directory");
    }

    @Test
    void whatIsNotThereIsSeen() throws IOException {
        assertThat(diagnose("ENOENT").cause()).contains("exists, but not the program or library loader");
        Files.delete(program);
        assertThat(diagnose("ENOENT").cause()).contains("does not exist");
    }

    @ParameterizedTest
    @CsvSource({"62, built for x86-64", "183, built for arm64", "243, built for the ELF machine 243"})
    void anotherArchitectureIsSeen(int architecture, String words) throws IOException {
        writeElf(architecture);

        assertThat(diagnose("ENOEXEC").seen()).isTrue();
        assertThat(diagnose("ENOEXEC").cause()).contains(words, System.getProperty("os.arch"));
    }

    @Test
    void whatIsNoProgramAtAllIsSeen() {
        assertThat(diagnose("ENOEXEC").cause()).contains("no ELF file");
    }

    @ParameterizedTest
    @CsvSource({"ETXTBSY, is writing", "E2BIG, larger than the kernel takes", "EAGAIN, processes", "ENOMEM, memory"})
    void otherErrorsSpeakForThemselves(String errnoName, String words) {
        assertThat(diagnose(errnoName).cause()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "'Cannot run program \"x\": error=13, Permission denied', 13",
        "'Cannot run program \"x\": Exec failed, error: 8 (Exec format error) ', 8",
        "Stream closed, 0"
    })
    void theJdksMessageHasTheNumber(String message, int errno) {
        assertThat(ExecutionCauses.errno(new IOException(message))).isEqualTo(errno);
    }

    /** The real thing: what the kernel answers, and what is made of it. */
    @Test
    void theLauncherSaysTheSameOfAFileOfAnotherMachine() throws IOException {
        writeElf(243);

        assertThatThrownBy(() -> LauncherBinary.find(Optional.of(program), List.of()))
                .isInstanceOf(IsolationException.class)
                .hasMessageContainingAll("answers with exit code", "built for the ELF machine 243", "Seen:");
    }
}
