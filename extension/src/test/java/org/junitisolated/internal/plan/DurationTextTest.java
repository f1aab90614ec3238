package org.junitisolated.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations as users write them. */
class DurationTextTest {

    private static final Duration YEAR = Duration.ofDays(365);

    @ParameterizedTest
    @CsvSource({
        "7ns, PT0.000000007S",
        "7μs, PT0.000007S",
        "7ms, PT0.007S",
        "7s, PT7S",
        "7m, PT7M",
        "7h, PT7H",
        "7d, PT168H",
        "7, PT7S",
        "7 ms, PT0.007S",
        "90s, PT1M30S",
        "1, PT1S",
        "10000000000ns, PT10S"
    })
    void eachUnitIsRead(String text, Duration duration) {
        assertThat(DurationText.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "0s",
                "00s",
                "01s",
                "-1s",
                "+1s",
                "1.5s",
                "1,5s",
                "s",
                "ms",
                "1x",
                "1 minute",
                "1mss",
                "1s ",
                " 1s",
                "1  s",
                "1m30s",
                "PT1S",
                "1_000s",
                "soon",
                "1\n",
                "\u0661s",
                "0x1s",
                "1000000000000000000s"
            })
    void allElseIsRefused(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"366d", "8761h", "999999999999999999d", "999999999999999999s", "999999999999999999ns"})
    void longerThanAYearIsAYear(String text) {
        assertThat(DurationText.parse(text)).contains(YEAR);
    }

    @Test
    void aYearIsTheLimitExactly() {
        assertThat(DurationText.parse("365d")).contains(YEAR);
        assertThat(DurationText.parse("364d")).contains(YEAR.minusDays(1));
        assertThat(DurationText.parse("31535999999ms")).contains(YEAR.minusMillis(1));
        assertThat(YEAR.toNanos()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.000000001S, 1ns",
        "PT0.000001S, 1μs",
        "PT0.0000015S, 1500ns",
        "PT0.5S, 500ms",
        "PT90S, 90s",
        "PT60S, 1m",
        "PT10M, 10m",
        "PT60M, 1h",
        "PT24H, 1d",
        "PT25H, 25h",
        "PT8760H, 365d"
    })
    void isWrittenInTheLargestUnitThatHoldsItWhole(Duration duration, String text) {
        assertThat(DurationText.format(duration)).isEqualTo(text);
        assertThat(DurationText.parse(text)).contains(duration);
    }
}
