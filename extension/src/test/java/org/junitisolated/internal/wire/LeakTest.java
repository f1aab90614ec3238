package org.junitisolated.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is too much to read is not sent, and that is said. */
class LeakTest {

    @Test
    void aFewAreToldAsTheyAre() {
        Leak leak = Leak.of(Leak.Kind.THREADS, "10 threads", Collections.nCopies(10, "x"));

        assertThat(leak.summary()).isEqualTo("10 threads");
        assertThat(leak.found()).hasSize(10).containsOnly("x");
    }

    @Test
    void ofManyTheFirstAreTold() {
        Leak leak = Leak.of(Leak.Kind.THREADS, "11 threads", Collections.nCopies(11, "x"));

        assertThat(leak.summary()).isEqualTo("11 threads, 10 of them");
        assertThat(leak.found()).hasSize(10);
    }

    @Test
    void aLongTextIsCut() {
        List<String> texts = List.of("x".repeat(1000), "x".repeat(1000) + "yz");

        assertThat(Leak.of(Leak.Kind.PROCESSES, "2 processes", texts).found())
                .containsExactly("x".repeat(1000), "x".repeat(1000) + "... (2 characters more)");
    }
}
