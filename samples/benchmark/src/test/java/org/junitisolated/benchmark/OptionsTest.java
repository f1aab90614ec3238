package org.junitisolated.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final String HOME = System.getProperty("java.home");

    @Test
    void takesValuesAsWordsAndAfterEqualsSigns() throws Exception {
        Options options = Options.parse("--rounds", "2", "--tests=20", "--archive-wait=5", "--output", "/tmp", HOME);
        assertThat(options.effort())
                .isEqualTo(Effort.FULL.withRounds(2).withTests(20).withArchiveWait(Duration.ofSeconds(5)));
        assertThat(options.output()).isEqualTo(Path.of("/tmp"));
        assertThat(options.jdks()).containsExactly(Jdk.at(Path.of(HOME)));
    }

    @Test
    void quickIsAnEffortThatOtherOptionsChange() throws Exception {
        Options options = Options.parse("--rounds=2", "--quick", HOME);
        assertThat(options.effort()).isEqualTo(Effort.QUICK.withRounds(2));
        assertThat(options.complete()).isTrue();
        assertThat(options.effort().isFull()).isFalse();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Options.parse("--round=2")).hasMessage("unknown option --round");
        assertThatThrownBy(() -> Options.parse("--output")).hasMessage("--output needs a value");
        assertThatThrownBy(() -> Options.parse("--tests", "1"))
                .hasMessage("--tests needs a number from 2 to 999999, not 1");
        assertThatThrownBy(() -> Options.parse("--archive-wait", "61"))
                .hasMessage("--archive-wait needs a number from 0 to 60, not 61");
        assertThatThrownBy(() -> Options.parse("/dev")).hasMessageContaining("/dev is no JDK");
    }
}
