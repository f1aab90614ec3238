package org.junitisolated.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.internal.failure.Crossing.cross;
import static org.junitisolated.internal.failure.Crossing.print;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.ValueWrapper;

/** Whatever a throwable's own methods do: the failure is told, and what went wrong with telling it. */
@SuppressWarnings({
    "serial",
    "InfiniteRecursion",
    "OverrideThrowableToString",
    "ToStringReturnsNull",
    "UnsynchronizedOverridesSynchronized"
})
class MisbehavingThrowablesTest {

    @Test
    void getMessageThrows() {
        Throwable rebuilt = cross(new RuntimeException() {
            @Override
            public String getMessage() {
                throw new IllegalStateException("x");
            }
        });

        assertThat(rebuilt).isInstanceOf(RuntimeException.class);
        assertThat(rebuilt.getMessage()).isEqualTo("<getMessage() threw java.lang.IllegalStateException: x>");
        assertThat(rebuilt.getLocalizedMessage())
                .isEqualTo("<getLocalizedMessage() threw java.lang.IllegalStateException: x>");
        assertThat(rebuilt.toString())
                .startsWith(getClass().getName() + "$")
                .endsWith(": <toString() threw java.lang.IllegalStateException: x>");
        assertThat(rebuilt.getStackTrace()[0].getMethodName()).isEqualTo("getMessageThrows");
    }

    @Test
    void toStringOverflowsTheStack() {
        Throwable rebuilt = cross(new RuntimeException("message") {
            @Override
            public String toString() {
                return "" + this;
            }
        });

        assertThat(rebuilt).hasMessage("message");
        assertThat(rebuilt.toString())
                .startsWith(getClass().getName() + "$")
                .endsWith(": <toString() threw java.lang.StackOverflowError>");
    }

    @Test
    void toStringReturnsNull() {
        Throwable original = new RuntimeException("message") {
            @Override
            public String toString() {
                return null;
            }
        };

        assertThat(print(cross(original))).isEqualTo(print(original)).startsWith("null");
    }

    @Test
    void whatIsThrownThrowsInTurn() {
        RuntimeException hopeless = new RuntimeException() {
            @Override
            public String toString() {
                throw this;
            }
        };

        assertThat(cross(hopeless))
                .hasToString(hopeless.getClass().getName() + ": <toString() threw "
                        + hopeless.getClass().getName() + ">");
    }

    @Test
    void getCauseThrows() {
        Throwable rebuilt = cross(new RuntimeException("message") {
            @Override
            public Throwable getCause() {
                throw new OutOfMemoryError("pretended");
            }
        });

        assertThat(rebuilt).hasMessage("message");
        assertThat(rebuilt.getCause()).hasToString("<getCause() threw java.lang.OutOfMemoryError: pretended>");
    }

    @Test
    void whatGetCauseThrowsIsCut() {
        Throwable rebuilt = cross(new RuntimeException("message") {
            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("x".repeat(40_000_000));
            }
        });

        assertThat(rebuilt.getCause().toString())
                .startsWith("<getCause() threw java.lang.IllegalStateException: xxx")
                .contains("cut after 512 of 40,000,033 characters");
    }

    @Test
    void getCauseReturnsItself() {
        Throwable rebuilt = cross(new RuntimeException("message") {
            @Override
            public Throwable getCause() {
                return this;
            }
        });

        assertThat(rebuilt.getCause()).isSameAs(rebuilt);
        assertThat(print(rebuilt)).contains("[CIRCULAR REFERENCE: ");
    }

    @Test
    void getCauseReturnsAlwaysAnotherOne() {
        assertThat(print(cross(new Endless(0)))).contains("Endless: 999").doesNotContain("Endless: 1000");
    }

    @Test
    void getStackTraceThrows() {
        Throwable rebuilt = cross(new RuntimeException("message") {
            @Override
            public StackTraceElement[] getStackTrace() {
                throw new IllegalStateException("x");
            }
        });

        assertThat(print(rebuilt)).contains("<getStackTrace() threw java.lang.IllegalStateException: x>");
    }

    @Test
    void getStackTraceReturnsNothing() {
        for (StackTraceElement[] odd : Arrays.asList(null, new StackTraceElement[] {null}, new StackTraceElement[0])) {
            Throwable rebuilt = cross(new RuntimeException("message") {
                @Override
                public StackTraceElement[] getStackTrace() {
                    return odd;
                }
            });

            assertThat(rebuilt.getStackTrace()).isEmpty();
            assertThat(rebuilt).hasMessage("message");
        }
    }

    @Test
    void getFailuresThrows() {
        MultipleFailuresError rebuilt = (MultipleFailuresError) cross(new MultipleFailuresError("heading", List.of()) {
            @Override
            public List<Throwable> getFailures() {
                throw new IllegalStateException("x");
            }
        });

        assertThat(rebuilt.getFailures()).hasToString("[<getFailures() threw java.lang.IllegalStateException: x>]");
    }

    @Test
    void getFailuresReturnsOddLists() {
        for (List<Throwable> odd :
                Arrays.<List<Throwable>>asList(null, Arrays.asList(null, new Error("second")), new ListThatThrows())) {
            Throwable rebuilt = cross(new MultipleFailuresError("heading", List.of()) {
                @Override
                public List<Throwable> getFailures() {
                    return odd;
                }
            });

            assertThat(rebuilt).isInstanceOf(MultipleFailuresError.class).hasMessage("heading");
        }
    }

    @Test
    void getFailuresContainsItself() {
        MultipleFailuresError rebuilt = (MultipleFailuresError) cross(new MultipleFailuresError("heading", List.of()) {
            @Override
            public List<Throwable> getFailures() {
                return List.of(this);
            }
        });

        assertThat(rebuilt.getFailures()).hasSize(1);
        assertThat(rebuilt.getFailures().get(0)).hasToString("[CIRCULAR REFERENCE: " + rebuilt + "]");
    }

    @Test
    void getExpectedThrows() {
        AssertionFailedError rebuilt = (AssertionFailedError) cross(new AssertionFailedError("message", 1, 2) {
            @Override
            public ValueWrapper getExpected() {
                throw new IllegalStateException("x");
            }
        });

        assertThat(rebuilt.getExpected().getStringRepresentation())
                .isEqualTo("<getExpected() threw java.lang.IllegalStateException: x>");
        assertThat(rebuilt.getActual().getValue()).isEqualTo(2);
    }

    private static final class Endless extends RuntimeException {
        private final int number;

        Endless(int number) {
            super(Integer.toString(number));
            this.number = number;
        }

        @Override
        public Throwable getCause() {
            return new Endless(number + 1);
        }
    }

    private static final class ListThatThrows extends java.util.AbstractList<Throwable> {
        @Override
        public Throwable get(int index) {
            throw new StackOverflowError("of a list");
        }

        @Override
        public int size() {
            return 3;
        }
    }
}
