package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.fixtures;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.Isolated.Scope;
import org.junitisolated.kit.FixtureRun;
import org.junitisolated.kit.OwnProcess;
import org.junitisolated.kit.Results;

/** JUnit's own {@code @Timeout} is hard for isolated tests: it ends also what does not heed an interrupt. */
class OverdueTest {

    private static FixtureRun withGrace() {
        return fixtures().with("isolated.timeout.grace", "2s");
    }

    private static void sleepAndHeedNothing(int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Isolated(pid = true)
    static class Methods {

        @Test
        @Timeout(1)
        void heedsNothing() {
            sleepAndHeedNothing(100);
        }

        @Test
        @Timeout(1)
        void isStopped() throws Exception {
            OwnProcess.signal("STOP");
        }

        @Test
        @Timeout(1)
        void heedsTheInterrupt() throws Exception {
            Thread.sleep(100_000);
        }

        @Test
        void takesItsTime() {
            sleepAndHeedNothing(6);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        @Timeout(6)
        void eachInvocationHasItsTime(int number) {
            sleepAndHeedNothing(3);
        }
    }

    @Test
    void aMethodThatHeedsNothingIsEnded() {
        Results results = withGrace().of(Methods.class);

        assertThat(results.failure("heedsNothing()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining(
                        "OverdueTest$Methods.heedsNothing, which JUnit interrupts after 1s (@Timeout), 2s")
                .hasMessageContaining("OverdueTest.sleepAndHeedNothing")
                .hasMessageContaining("Its processes");
        assertThat(results.failure("isStopped()"))
                .hasMessageContaining("@Timeout")
                .hasMessageContaining("stopped by a signal");
        assertThat(results.failure("heedsTheInterrupt()")).isInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(results.outcome("takesItsTime()")).isEqualTo("SUCCESSFUL");
        assertThat(results.outcome("eachInvocationHasItsTime(int)")).isEqualTo("SUCCESSFUL");
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(4);
    }

    @Isolated
    @Timeout(1)
    static class SlowAround {

        @BeforeEach
        void before() {
            sleepAndHeedNothing(5);
        }

        @AfterEach
        void after() {
            sleepAndHeedNothing(5);
        }

        @Test
        void passes() {}
    }

    @Test
    void theTimeoutOfAClassIsNotThatOfItsLifecycleMethods() {
        assertThat(withGrace().of(SlowAround.class).outcome("passes()")).isEqualTo("SUCCESSFUL");
    }

    @Isolated(scope = Scope.CLASS)
    static class HangsBeforeAll {

        @BeforeAll
        @Timeout(1)
        static void before() {
            sleepAndHeedNothing(100);
        }

        @Test
        void isNotReached() {}
    }

    @Isolated
    static class HangsInAFactory {

        @TestFactory
        DynamicTest make() {
            sleepAndHeedNothing(100);
            return DynamicTest.dynamicTest("made", () -> {});
        }
    }

    @Test
    void lifecycleMethodsAndFactoriesAreEndedToo() {
        assertThat(withGrace().of(HangsBeforeAll.class).failures())
                .contains("HangsBeforeAll.before, which JUnit interrupts");
        assertThat(withGrace()
                        .with("junit.jupiter.execution.timeout.testable.method.default", "1 s")
                        .of(HangsInAFactory.class)
                        .failures())
                .contains("HangsInAFactory.make, which JUnit interrupts after 1s");
    }

    @Test
    void noTimeoutHoldsWhereTheyAreSwitchedOff() {
        Results results = withGrace()
                .with("isolated.timeout", "8s")
                .with("junit.jupiter.execution.timeout.mode", "disabled")
                .with("junit.jupiter.execution.timeout.default", "1 s")
                .of(HangsInAFactory.class);

        assertThat(results.failures()).contains("8s (isolated.timeout)");
    }

    @Isolated
    static class Overloads {

        @Test
        @Timeout(1)
        void overloaded() {}

        @ParameterizedTest
        @ValueSource(ints = 1)
        void overloaded(int number) {
            sleepAndHeedNothing(5);
        }

        @Test
        void callsAnother() {
            quickByItself();
        }

        @Test
        @Timeout(1)
        void quickByItself() {
            if (StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getMethodName().equals("callsAnother")))) {
                sleepAndHeedNothing(5);
            }
        }
    }

    @Isolated(scope = Scope.CLASS)
    static class OverloadsInOneChild extends Overloads {}

    @Test
    void theLimitOfAnotherMethodIsNone() {
        assertThat(withGrace().of(Overloads.class).failures()).isEmpty();
        assertThat(withGrace().of(OverloadsInOneChild.class).failures()).isEmpty();
    }

    static class StoppedNextToALongOne {

        @Test
        @Timeout(1)
        void stopped() throws Exception {
            OwnProcess.signal("STOP");
        }

        @Test
        @Timeout(600)
        void mayTakeLong() {}
    }

    @Isolated
    static class EachItsOwn extends StoppedNextToALongOne {}

    @Isolated(scope = Scope.CLASS)
    static class InOneChild extends StoppedNextToALongOne {}

    @ParameterizedTest
    @ValueSource(classes = {EachItsOwn.class, InOneChild.class})
    void aStoppedChildHasNoMoreTimeThanItsTest(Class<?> fixture) {
        assertThat(withGrace().with("isolated.timeout", "60s").of(fixture).failure("stopped()"))
                .hasMessageContaining("in a child that did not answer; at longest in ")
                .hasMessageContaining(".stopped, which JUnit interrupts after 1s");
    }
}
