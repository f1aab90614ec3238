package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;
import org.junitisolated.IsolationException;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Build tools and IDEs are told of an isolated test what they would have been told of a plain one: the exception with its
 * class name, message, stack trace and cause, expected and actual value for the diff, why a test was skipped or aborted.
 * A test that ends its JVM fails, is told where it did so, and harms no other.
 */
class ReportedFailuresTest {

    @SuppressWarnings("serial")
    static class OrderLostException extends Exception {
        OrderLostException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @Isolated
    static class EveryKindOfEnd {

        @Test
        void succeeds() {}

        @Test
        void throwsAnExceptionOfItsOwn() throws OrderLostException {
            throw new OrderLostException("order 7 is lost", new IllegalStateException("no connection"));
        }

        @Test
        void differs() {
            assertEquals("expected text", "actual text");
        }

        @Test
        void isAborted() {
            assumeTrue(false, "not on this machine");
        }

        @Test
        @Disabled("not before version 2")
        void isDisabled() {}

        @Test
        void exits() {
            System.exit(7);
        }
    }

    private static SampleResults results;

    @BeforeAll
    static void runThemAll() {
        results = SampleRunner.isolated().run(EveryKindOfEnd.class);
    }

    @Test
    void exceptionsKeepNameMessageTraceAndCause() {
        Throwable failure = results.test("throwsAnExceptionOfItsOwn()").failure();

        // Of that name, yet another class: no class of the test's own is ever initialised in the parent.
        assertThat(failure.getClass().getName()).isEqualTo(OrderLostException.class.getName());
        assertThat(failure).hasMessage("order 7 is lost").hasCauseExactlyInstanceOf(IllegalStateException.class);
        assertThat(failure.getCause()).hasMessage("no connection");
        assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("throwsAnExceptionOfItsOwn");
    }

    @Test
    void assertionsKeepBothValuesForTheDiff() {
        assertThat(results.test("differs()").failure())
                .isExactlyInstanceOf(AssertionFailedError.class)
                .satisfies(failure -> {
                    AssertionFailedError difference = (AssertionFailedError) failure;
                    assertThat(difference.getExpected().getValue()).isEqualTo("expected text");
                    assertThat(difference.getActual().getValue()).isEqualTo("actual text");
                });
    }

    @Test
    void abortedTestsAreAborted() {
        SampleResults.Result aborted = results.test("isAborted()");

        assertThat(aborted.outcome()).isEqualTo("ABORTED");
        assertThat(aborted.failure())
                .isExactlyInstanceOf(TestAbortedException.class)
                .hasMessageContaining("not on this machine");
    }

    @Test
    void disabledTestsAreSkipped() {
        SampleResults.Result disabled = results.test("isDisabled()");

        assertThat(disabled.outcome()).isEqualTo("SKIPPED");
        assertThat(disabled.skipReason()).isEqualTo("not before version 2");
    }

    @Test
    void aTestThatEndsItsJvmFailsAndIsToldWhere() {
        SampleResults.Result exited = results.test("exits()");

        assertThat(exited.outcome()).isEqualTo("FAILED");
        assertThat(exited.failure())
                .isExactlyInstanceOf(IsolationException.class)
                .hasMessageContaining("ended with exit code 7")
                .hasMessageContaining("EveryKindOfEnd.exits(ReportedFailuresTest.java");
    }

    @Test
    void theOthersAreNotHarmed() {
        assertThat(results.tests()).hasSize(6);
        assertThat(results.test("succeeds()").outcome()).isEqualTo("SUCCESSFUL");
    }
}
