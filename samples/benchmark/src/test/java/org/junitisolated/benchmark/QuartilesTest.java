package org.junitisolated.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuartilesTest {

    @Test
    void areValuesWhereTheyFallOnOne() {
        assertThat(Quartiles.of(List.of(5.0, 1.0, 4.0, 2.0, 3.0))).isEqualTo(new Quartiles(2, 3, 4));
    }

    @Test
    void areBetweenValuesWhereTheyFallBetweenTwo() {
        assertThat(Quartiles.of(List.of(40.0, 10.0, 30.0, 20.0))).isEqualTo(new Quartiles(17.5, 25, 32.5));
    }

    @Test
    void ofOneValueAreThatValue() {
        assertThat(Quartiles.of(List.of(7.0))).isEqualTo(new Quartiles(7, 7, 7));
    }

    @Test
    void ofNothingDoNotExist() {
        assertThatThrownBy(() -> Quartiles.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
