package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What ended a child, in words. */
class EndOfChildTest {

    @Test
    void anExitNamesItsCode() {
        assertThat(EndOfChild.describe("ended exited 42\n", 0)).isEqualTo("The child JVM ended with exit code 42.");
    }

    @Test
    void aSignalNamesItsNumber() {
        assertThat(EndOfChild.describe("ended signaled 9 0\n", 0)).isEqualTo("The child JVM was ended by signal 9.");
        assertThat(EndOfChild.describe("ended signaled 6 1\n", 0))
                .isEqualTo("The child JVM was ended by signal 6, with a core dump.");
    }

    @Test
    void aFailureOfTheSetUpIsExplained() {
        assertThat(EndOfChild.describe("failed mount-proc 1 EPERM mount: Operation not permitted\n", 125))
                .contains("Step:   mount-proc", "EPERM (1)", "Operation not permitted");
    }

    @Test
    void whatTheLauncherLeftOutIsNoCause() {
        assertThat(EndOfChild.describe("note low-ports 30 EROFS text\nended exited 1\n", 0))
                .isEqualTo("The child JVM ended with exit code 1.");
    }

    @Test
    void severalCausesComeInTheirOrder() {
        assertThat(EndOfChild.describe("failed keep 2 ENOENT text\nended exited 1\n", 0))
                .containsSubsequence("Step:   keep", "\nThe child JVM ended with exit code 1.");
    }

    @Test
    void aLauncherThatSaysNothingIsQuotedWithItsOwnExitCode() {
        String expected = "The launcher ended with exit code 137 and did not say how the child ended.";

        assertThat(EndOfChild.describe("", 137)).isEqualTo(expected);
        assertThat(EndOfChild.describe("ended exi", 137)).isEqualTo(expected);
        assertThat(EndOfChild.describe("\n\0\uFFFD nonsense\nnote low-ports 30 EROFS text\n", 137))
                .isEqualTo(expected);
    }
}
