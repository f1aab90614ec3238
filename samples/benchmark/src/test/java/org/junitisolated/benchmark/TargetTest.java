package org.junitisolated.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static final Target RATIO = new Target("", Row.WARM, Row.SUREFIRE, 0.2, 0.1);

    @Test
    void isARatioOfMediansOrAMedian() {
        Samples samples = new Samples();
        samples.add(Row.WARM, 100);
        samples.add(Row.SUREFIRE, 500);
        samples.add(Row.SUREFIRE, 700);
        samples.add(Row.SUREFIRE, 300);
        assertThat(RATIO.measured(samples)).hasValue(0.2);
        assertThat(new Target("", Row.WARM, null, 0, 0).measured(samples)).hasValue(100.0);
    }

    @Test
    void isNotMeasuredWhereOneOfBothIsMissing() {
        Samples samples = new Samples();
        samples.add(Row.WARM, 100);
        assertThat(RATIO.measured(samples)).isEmpty();
    }

    @Test
    void isNoRatioToLessThanNothing() {
        Samples samples = new Samples();
        samples.add(Row.WARM, 100);
        samples.add(Row.SUREFIRE, -30);
        assertThat(RATIO.measured(samples)).isEmpty();
    }

    @Test
    void hangsOnTheJdk() {
        assertThat(RATIO.most(new Jdk(Path.of("/"), "17.0.15", ""))).isEqualTo(0.2);
        assertThat(RATIO.most(new Jdk(Path.of("/"), "25", ""))).isEqualTo(0.1);
    }

    @Test
    void isWrittenAsUsersThinkOfIt() {
        assertThat(RATIO.format(1 / 7.0)).isEqualTo("1/7");
        assertThat(RATIO.format(1 / 4.5)).isEqualTo("1/4.50");
        assertThat(RATIO.format(2.5)).isEqualTo("2.50");
        assertThat(new Target("", Row.WARM, Row.IN_NAMESPACES, 2, 1.4).format(1.4))
                .isEqualTo("1.40");
        assertThat(new Target("", Row.STANDBY_MEMORY, null, 45, 45).format(45)).isEqualTo("45 MiB");
    }
}
