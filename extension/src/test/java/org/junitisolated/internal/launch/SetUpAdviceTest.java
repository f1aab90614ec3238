package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal says what was tried, the error, the likely cause, what to do, and where there is more. */
class SetUpAdviceTest {

    /** The steps that the launcher reports, out of its own source. */
    static List<String> steps() throws IOException {
        return Pattern.compile("#define STEP_\\w+ \"([^\"]+)\"")
                .matcher(Files.readString(Path.of("src/main/c/status.h")))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static String explain(String step, int errno, String errnoName) {
        return SetUpAdvice.explain(new StatusRecord.Failed(step, errno, errnoName, "what the call said"));
    }

    @Test
    void theLauncherHasSteps() throws IOException {
        assertThat(steps()).contains("user-namespace", "exec").hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyStepIsExplainedInAllParts(String step) {
        assertThat(explain(step, 1, "EPERM"))
                .contains("Step:   " + step + "\n")
                .contains("Error:  EPERM (1), what the call said\n")
                .containsPattern("Cause:  \\S")
                .containsPattern("Remedy: \\S")
                .endsWith("\nSee docs/troubleshooting.md#step-" + step + " of junit-isolated.");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyStepHasACauseOfItsOwn(String step) {
        // The process step has many; what they are the error number tells.
        assertThat(explain(step, 1, "EPERM").contains("not known")).isEqualTo(step.equals("process"));
    }

    @ParameterizedTest
    @CsvSource({
        "EAGAIN, limit of processes",
        "ENOMEM, no memory left",
        "EMFILE, limit of open files",
        "ENFILE, limit of open files",
        "EUSERS, nested too deeply"
    })
    void whatTheMachineLacksIsTheCauseAtWhateverStep(String errnoName, String cause) throws IOException {
        for (String step : steps()) {
            assertThat(explain(step, 99, errnoName)).contains(cause).containsPattern("Remedy: \\S");
        }
    }

    @Test
    void aChrootIsToldApartFromAKernelWithoutMountNamespaces() {
        assertThat(SetUpAdvice.explain(new StatusRecord.Failed(
                        "mount-namespace", 22, "EINVAL", "making all mounts private: Invalid argument")))
                .contains("in a chroot", "Remedy: use a container")
                .doesNotContain("use another kernel");
    }

    @Test
    void aStepOfALaterLauncherIsReportedToo() {
        assertThat(explain("later", 99, "E99")).contains("Step:   later", "E99 (99)", "not known", "Remedy: ");
    }

    @ParameterizedTest
    @CsvSource({
        "user-namespace, user.max_user_namespaces",
        "pid-namespace, user.max_pid_namespaces",
        "mount-namespace, user.max_mnt_namespaces",
        "net-namespace, user.max_net_namespaces",
        "ipc-namespace, user.max_ipc_namespaces",
        "uts-namespace, user.max_uts_namespaces"
    })
    void aLimitIsNamedWithItsValueAndHowToRaiseIt(String step, String setting) throws IOException {
        Path file = Path.of("/proc/sys", setting.replace('.', '/'));
        String value = Files.isReadable(file) ? Files.readString(file).strip() : "unreadable";

        assertThat(explain(step, 28, "ENOSPC"))
                .contains(setting + " is " + value + " here")
                .contains("Remedy: sudo sysctl -w " + setting + "=10000");
    }

    @ParameterizedTest
    @CsvSource({"user-namespace, EINVAL", "user-namespace, ENOSYS", "net-namespace, EINVAL", "ipc-namespace, ENOSYS"})
    void aKernelWithoutTheNamespaceIsNamedAsTheCause(String step, String errnoName) {
        assertThat(explain(step, 22, errnoName)).contains("the kernel is built without", "use another kernel");
    }

    @ParameterizedTest
    @CsvSource({
        "mount-proc, systempaths=unconfined, pid = true",
        "mount-sys, systempaths=unconfined, net = true",
        "low-ports, /proc/sys, pid = true"
    })
    void theRemedyNamesTheSwitch(String step, String remedy, String attribute) {
        assertThat(explain(step, 1, "EPERM")).contains(remedy, attribute);
    }

    @Test
    void rootWithoutCapabilitiesIsToldApart() {
        assertThat(SetUpAdvice.explain(
                        new StatusRecord.Failed("id-map", 1, "EPERM", "writing \"0 0 1\": not permitted")))
                .contains("root without capabilities", "Remedy: run the tests as an ordinary user", "CAP_SETFCAP");
        assertThat(explain("id-map", 1, "EPERM")).doesNotContain("CAP_SETFCAP");
    }

    @Test
    void aJvmThatCannotBeExecutedIsNamed() {
        assertThat(explain("exec", 13, "EACCES")).contains(System.getProperty("java.home"));
    }
}
