package org.junitisolated.neighbours.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junitisolated.neighbours.coverage.Postage.Speed;

/** Ordinary tests. The build runs them three times: plain, isolated and hermetic. */
class PostageTest {

    @Test
    void aLightLetterIsCheap() {
        assertThat(Postage.price(20, Speed.SLOW, List.of())).isEqualTo(1);
    }

    @Test
    void speedCosts() {
        assertThat(Postage.price(20, Speed.FAST, List.of())).isEqualTo(3);
    }

    @Test
    void extrasCost() {
        assertThat(Postage.price(100, Speed.SLOW, List.of("registered", "insured")))
                .isEqualTo(14);
    }

    @Test
    void nobodyKnowsThatExtra() {
        assertThatThrownBy(() -> Postage.price(1, Speed.SLOW, List.of("gilded")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 2, 3"})
    void stampsAreCounted(int price, int value, int stamps) {
        assertThat(Stamps.needed(price, value)).isEqualTo(stamps);
    }
}
