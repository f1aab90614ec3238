package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What ended a child, in words. */
class EndOfChildTest {

    private static String describe(String statusText, int launcherExitCode) {
        return EndOfChild.describe(StatusLogTest.logOf(statusText), launcherExitCode, OptionalLong.of(512 << 20));
    }

    @Test
    void anExitNamesItsCode() {
        assertThat(describe("ended exited 42\n", 0)).isEqualTo("The child JVM ended with exit code 42.");
    }

    @Test
    void aSignalIsToldByNumberAndName() {
        assertThat(describe("ended signaled 9 0\n", 0)).isEqualTo("The child JVM was ended by signal 9 (SIGKILL).");
        assertThat(describe("ended signaled 6 1\n", 0))
                .isEqualTo("The child JVM was ended by signal 6 (SIGABRT), with a core dump.");
        assertThat(describe("ended signaled 31 0\n", 0)).endsWith("by signal 31 (SIGSYS).");
        assertThat(describe("ended signaled 34 0\n", 0)).endsWith("by signal 34.");
    }

    @Test
    void aFailureOfTheSetUpIsExplained() {
        assertThat(describe("failed mount-proc 1 EPERM mount: Operation not permitted\n", 125))
                .contains("Step:   mount-proc", "EPERM (1)", "Operation not permitted");
    }

    @Test
    void whatTheLauncherLeftOutIsNoCause() {
        assertThat(describe("note low-ports 30 EROFS text\nended exited 1\n", 0))
                .isEqualTo("The child JVM ended with exit code 1.");
    }

    @Test
    void severalCausesComeInTheirOrder() {
        assertThat(describe("failed keep 2 ENOENT text\nended exited 1\n", 0))
                .containsSubsequence("Step:   keep", "\nThe child JVM ended with exit code 1.");
    }

    @Test
    void aLauncherThatSaysNothingIsQuotedWithItsOwnExitCode() {
        String expected = "The launcher ended with exit code 137 and did not say how the child ended.";

        assertThat(describe("", 137)).isEqualTo(expected);
        assertThat(describe("ended exi", 137)).isEqualTo(expected);
        assertThat(describe("\n\0\uFFFD nonsense\nnote low-ports 30 EROFS text\n", 137))
                .isEqualTo(expected);
    }

    @Test
    void aJvmThatWasKilledForMemorySaysSoWithTheLimit() {
        assertThat(describe("oom 1\nended signaled 9 0\n", 0))
                .startsWith(
                        "The kernel killed its JVM for memory: together, all processes of the test used more than 512M")
                .contains("@Limits(memory)", "jvmArgs", "#memory");
        assertThat(describe("oom 3\nended init-killed 9\n", 0)).startsWith("The kernel killed its JVM for memory");
        assertThat(kills("oom 1\nended signaled 9 0\n")).isEmpty();
    }

    @Test
    void aProcessThatWasKilledForMemoryIsToldNextToTheEndOfAJvmThatWasNot() {
        String kills =
                "The kernel killed 2 processes that the test had started: together, all processes of the test used"
                        + " more than 512M";

        assertThat(describe("oom 2\nended exited 1\n", 0)).startsWith("The child JVM ended with exit code 1. " + kills);
        assertThat(kills("oom 2\nended exited 0\n").orElseThrow()).startsWith(kills);
        assertThat(kills("ended exited 0\n")).isEmpty();
    }

    private static Optional<String> kills(String statusText) {
        return EndOfChild.describeKills(StatusLogTest.logOf(statusText), OptionalLong.of(512 << 20));
    }
}
