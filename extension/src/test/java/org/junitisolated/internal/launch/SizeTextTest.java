package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts of memory as users write them. */
class SizeTextTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1k, 1024",
        "64M, 67108864",
        "64m, 67108864",
        "2G, 2147483648",
        "1t, 1099511627776",
        "7t, 7696581394432"
    })
    void eachUnitIsRead(String text, long bytes) {
        assertThat(SizeText.parse(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "0M",
                "-1",
                "+1",
                "01",
                "1.5G",
                "64 M",
                "64MB",
                "64MiB",
                "M",
                "1e3",
                "99999999999999999t"
            })
    void nothingElseIs(String text) {
        assertThat(SizeText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1 bytes",
        "1024, 1K",
        "1025, 1025 bytes",
        "536870912, 512M",
        "1610612736, 1536M",
        "1099511627776, 1T"
    })
    void anAmountIsWrittenInTheLargestUnitThatHoldsItWhole(long bytes, String text) {
        assertThat(SizeText.format(bytes)).isEqualTo(text);
    }
}
