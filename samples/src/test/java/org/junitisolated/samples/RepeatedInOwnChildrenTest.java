package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.Isolated;

/** With {@code scope = INVOCATION} each invocation has a child of its own, and none sees what another has done. */
@Isolated(scope = Isolated.Scope.INVOCATION)
class RepeatedInOwnChildrenTest {

    private static final AtomicInteger INVOCATIONS_IN_THIS_JVM = new AtomicInteger();

    @RepeatedTest(2)
    void repeated() {
        assertThat(INVOCATIONS_IN_THIS_JVM.incrementAndGet()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void parameterized(String name) {
        assertThat(System.setProperty("who.was.here", name)).isNull();
    }
}
