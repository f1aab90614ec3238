package org.junitisolated.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestTimeTest {

    private static final String OUTPUT = """
            inside sleeping.Sleeping0000Test 200000000
            WARNING: something else
            inside sleeping.Sleeping0001Test 201000000
            passed sleeping.Sleeping0000Test 1000000 221000000
            passed sleeping.Sleeping0001Test 222000000 430000000
            """;

    @Test
    void readsWhatAPlanAndItsTestsTell() {
        assertThat(TestTime.in(OUTPUT))
                .containsExactly(
                        new TestTime(1_000_000, 221_000_000, 200_000_000),
                        new TestTime(222_000_000, 430_000_000, 201_000_000));
    }

    @Test
    void isWithoutATestThatDidNotTellItsTime() {
        assertThat(TestTime.in("passed sleeping.Sleeping0000Test 1 2")).isEmpty();
    }

    @Test
    void whatIsAddedIsLessTheOwnTimeOfTheTest() {
        List<TestTime> times = TestTime.in(OUTPUT);
        assertThat(times.get(1).added()).isEqualTo(7);
        assertThat(times.get(1).addedAfter(times.get(0))).isEqualTo(8);
    }
}
