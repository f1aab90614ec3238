package org.junitisolated.neighbours.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;
import org.junitpioneer.jupiter.RetryingTest;
import org.junitpioneer.jupiter.SetEnvironmentVariable;
import org.junitpioneer.jupiter.SetSystemProperty;
import org.junitpioneer.jupiter.StdIo;
import org.junitpioneer.jupiter.StdOut;
import org.junitpioneer.jupiter.cartesian.CartesianTest;
import org.junitpioneer.jupiter.cartesian.CartesianTest.Values;

/** JUnit Pioneer's extensions reach deep into the JVM that they run in, which is the child. */
@Isolated(net = true, scope = Isolated.Scope.CLASS)
class JUnitPioneerTest {

    private static final AtomicInteger ATTEMPTS = new AtomicInteger();

    @BeforeEach
    void isIsolated() throws Exception {
        OwnNetwork.assertThatThisIsOne();
    }

    /** Needs two {@code --add-opens}, which the child inherits from Surefire's argLine. */
    @Test
    @SetEnvironmentVariable(key = "JUNIT_ISOLATED_NEIGHBOUR", value = "pioneer")
    void setsAnEnvironmentVariable() {
        assertThat(System.getenv("JUNIT_ISOLATED_NEIGHBOUR")).isEqualTo("pioneer");
    }

    @Test
    @SetSystemProperty(key = "junit.isolated.neighbour", value = "pioneer")
    void setsASystemProperty() {
        assertThat(System.getProperty("junit.isolated.neighbour")).isEqualTo("pioneer");
    }

    /** A child prints through streams of its own, which the extension replaces for a while. */
    @Test
    @StdIo
    void captures(StdOut out) {
        System.out.println("printed");

        assertThat(out.capturedLines()).containsExactly("printed");
    }

    /** The attempts before are reported as aborted. */
    @RetryingTest(3)
    void succeedsAtTheThirdAttempt() {
        assertThat(ATTEMPTS.incrementAndGet()).isEqualTo(3);
    }

    @CartesianTest
    void combines(@Values(ints = {1, 2}) int number, @Values(strings = {"a", "b"}) String letter) {
        assertThat(number + letter).matches("[12][ab]");
    }
}
