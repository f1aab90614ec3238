package org.junitisolated.internal.failure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junitisolated.internal.failure.Crossing.cross;
import static org.junitisolated.internal.failure.Crossing.print;
import static org.junitisolated.internal.failure.KnownThrowablesTest.thrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.FileInfo;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.TestAbortedException;
import org.opentest4j.ValueWrapper;

/** What IDEs and reports show of assertions: the diff, and each of many failures. */
class AssertionsTest {

    static List<Object> values() {
        return List.of(
                "text \uD83D\uDE00 \uD800 alone", "", true, (byte) -1, (short) 2, 'c', 3, 4L, 5.5f, Double.NaN, 0.1);
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesOfTheJdkAreThere(Object value) {
        AssertionFailedError rebuilt = crossed(new AssertionFailedError("message", value, "other"));

        assertThat(rebuilt.getExpected().getValue()).isEqualTo(value);
        assertThat(rebuilt.getExpected().getType()).isEqualTo(value.getClass());
        assertThat(rebuilt.getExpected().getStringRepresentation()).isEqualTo(value.toString());
        assertThat(rebuilt.getActual().getValue()).isEqualTo("other");
    }

    @Test
    void jupitersOwnAssertionsPrintAlike() {
        Throwable original = thrownBy(() -> {
            assertEquals(1, 2, "numbers");
            return null;
        });

        AssertionFailedError rebuilt = crossed(original);

        assertThat(print(rebuilt)).isEqualTo(print(original));
        assertThat(rebuilt.getExpected().getValue()).isEqualTo(1);
        assertThat(rebuilt.getActual().getValue()).isEqualTo(2);
    }

    @Test
    void nullIsTold() {
        AssertionFailedError rebuilt = crossed(new AssertionFailedError("message", null, "actual"));

        assertThat(rebuilt.isExpectedDefined()).isTrue();
        assertThat(rebuilt.getExpected().getValue()).isNull();
        assertThat(rebuilt.getExpected().getType()).isNull();
        assertThat(rebuilt.getExpected().getStringRepresentation()).isEqualTo("null");
    }

    @Test
    void withoutValuesNoneAreDefined() {
        for (AssertionFailedError original : List.of(
                new AssertionFailedError(),
                new AssertionFailedError("message"),
                new AssertionFailedError("message", new IOException()))) {
            AssertionFailedError rebuilt = crossed(original);

            assertThat(rebuilt.isExpectedDefined()).isFalse();
            assertThat(rebuilt.isActualDefined()).isFalse();
            assertThat(print(rebuilt)).isEqualTo(print(original));
        }
    }

    @Test
    void valuesKeepTheirCause() {
        AssertionFailedError original = new AssertionFailedError("message", 1, 2, new IOException("cause"));

        assertThat(print(crossed(original))).isEqualTo(print(original));
        assertThat(crossed(original).getCause()).isExactlyInstanceOf(IOException.class);
    }

    @Test
    void representationsDifferFromValuesWhereTheyDid() {
        AssertionFailedError rebuilt = crossed(
                new AssertionFailedError("message", ValueWrapper.create(1, "one"), ValueWrapper.create(2, "two")));

        assertThat(rebuilt.getExpected().getValue()).isEqualTo(1);
        assertThat(rebuilt.getExpected().getStringRepresentation()).isEqualTo("one");
    }

    @Test
    void usersValuesKeepTheNameOfTheirTypeAndTheirText() {
        AssertionFailedError rebuilt = crossed(new AssertionFailedError("message", new Point(1, 2), List.of(3)));

        assertThat(rebuilt.getExpected().getType().getName()).isEqualTo(Point.class.getName());
        assertThat(rebuilt.getExpected().getType()).isNotSameAs(Point.class);
        assertThat(rebuilt.getExpected().getStringRepresentation()).isEqualTo("Point[x=1, y=2]");
        assertThat(rebuilt.getExpected().getEphemeralValue()).hasToString("Point[x=1, y=2]");
        assertThat(rebuilt.getActual().getStringRepresentation()).isEqualTo("[3]");
        assertThat(rebuilt.getActual().getType())
                .as("no class of ours may be in java.util")
                .isEqualTo(String.class);
    }

    @Test
    void filesAreThere() {
        byte[] content = "content \u00e4".getBytes(ISO_8859_1);
        AssertionFailedError rebuilt =
                crossed(new AssertionFailedError("message", new FileInfo("/some/file", content), "actual"));

        FileInfo file = (FileInfo) rebuilt.getExpected().getValue();
        assertThat(file.getPath()).isEqualTo("/some/file");
        assertThat(file.getContents()).isEqualTo(content);
    }

    @Test
    void hugeFilesBecomeText() {
        FileInfo huge = new FileInfo("/some/file", new byte[(1 << 20) + 1]);

        AssertionFailedError rebuilt = crossed(new AssertionFailedError("message", huge, "actual"));

        assertThat(rebuilt.getExpected().getValue()).isEqualTo(huge.toString());
        assertThat(rebuilt.getActual().getValue()).isEqualTo("actual");
    }

    @Test
    void failuresOfAssertAllAreListed() {
        Throwable original = thrownBy(() -> {
            assertAll(
                    "heading",
                    () -> assertEquals("a", "b"),
                    () -> assertAll(() -> fail("nested"), () -> Assertions.assertTrue(false)),
                    () -> {
                        throw new UsersException("of the user");
                    });
            return null;
        });

        MultipleFailuresError rebuilt = (MultipleFailuresError) cross(original);

        assertThat(rebuilt).isExactlyInstanceOf(MultipleFailuresError.class);
        assertThat(print(rebuilt)).isEqualTo(print(original));
        assertThat(rebuilt.getFailures()).containsExactly(rebuilt.getSuppressed());
        assertThat(rebuilt.getFailures().get(1)).isInstanceOf(MultipleFailuresError.class);
        assertThat(rebuilt.getFailures().get(2).getClass().getName()).isEqualTo(UsersException.class.getName());
    }

    @Test
    void multipleFailuresWithoutAnyHaveAHeading() {
        MultipleFailuresError original = new MultipleFailuresError("heading", List.of());

        MultipleFailuresError rebuilt = (MultipleFailuresError) cross(original);

        assertThat(rebuilt.getFailures()).isEmpty();
        assertThat(print(rebuilt)).isEqualTo(print(original));
    }

    @Test
    void aFailureThatLeadsBackIsCut() {
        Exception failure = new Exception("failure");
        MultipleFailuresError original = new MultipleFailuresError("heading", List.of(failure));
        failure.initCause(original);

        MultipleFailuresError rebuilt = (MultipleFailuresError) cross(original);

        assertThat(rebuilt.getMessage()).isEqualTo(original.getMessage());
        assertThat(rebuilt.getFailures()).hasSize(1);
        assertThat(rebuilt.getFailures().get(0).getCause()).isNotNull();
    }

    @Test
    void valuesSurviveACycleOfCauses() {
        IOException cause = new IOException("cause");
        AssertionFailedError original = new AssertionFailedError("message", 1, 2, cause);
        cause.initCause(original);

        AssertionFailedError rebuilt = crossed(original);

        assertThat(rebuilt.getExpected().getValue()).isEqualTo(1);
        assertThat(rebuilt.getCause().getCause()).isSameAs(rebuilt);
        assertThat(print(rebuilt)).isEqualTo(print(original));
    }

    @Test
    void aSubclassKeepsItsDiff() {
        AssertionFailedError rebuilt = crossed(new UsersAssertion("message", 1, 2));

        assertThat(rebuilt.getClass().getName()).isEqualTo(UsersAssertion.class.getName());
        assertThat(rebuilt.isExpectedDefined()).isTrue();
        assertThat(rebuilt.getExpected().getValue()).isEqualTo(1);
        assertThat(rebuilt.getActual().getValue()).isEqualTo(2);
    }

    @Test
    void aSubclassKeepsItsFailures() {
        UsersFailures original = new UsersFailures(List.of(new UsersException("one"), new IOException("two")));

        MultipleFailuresError rebuilt = (MultipleFailuresError) cross(original);

        assertThat(rebuilt.getClass().getName()).isEqualTo(UsersFailures.class.getName());
        assertThat(rebuilt.getFailures()).hasSize(2);
        assertThat(print(rebuilt)).isEqualTo(print(original));
    }

    @Test
    void aSubclassOfAnAbortStaysAnAbort() {
        UsersAbort original = new UsersAbort();

        Throwable rebuilt = cross(original);

        assertThat(rebuilt).isInstanceOf(TestAbortedException.class);
        assertThat(print(rebuilt)).isEqualTo(print(original));
    }

    @Test
    void junit4sAssumptionsStayWhatTheyAre() {
        // Jupiter takes them for aborts when JUnit 4 is there.
        Throwable junit4 = JUnit4.assumption();
        org.junit.jupiter.api.Assumptions.assumeTrue(junit4 != null, "JUnit 4 is not on the class path");

        assertThat(cross(junit4).getClass()).isSameAs(junit4.getClass());
    }

    private static AssertionFailedError crossed(Throwable original) {
        return (AssertionFailedError) cross(original);
    }

    private static final class JUnit4 {
        static Throwable assumption() {
            try {
                return Class.forName("org.junit.AssumptionViolatedException")
                        .asSubclass(Throwable.class)
                        .getConstructor(String.class)
                        .newInstance("message");
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }
    }

    record Point(int x, int y) {}

    static final class UsersException extends Exception {
        private static final long serialVersionUID = 1L;

        UsersException(String message) {
            super(message);
        }
    }

    static final class UsersAssertion extends AssertionFailedError {
        private static final long serialVersionUID = 1L;

        UsersAssertion(String message, Object expected, Object actual) {
            super(message, expected, actual);
        }
    }

    static final class UsersFailures extends MultipleFailuresError {
        private static final long serialVersionUID = 1L;

        UsersFailures(List<Throwable> failures) {
            super("heading", failures);
        }

        @Override
        public String getMessage() {
            return "of the user: " + super.getMessage();
        }
    }

    static final class UsersAbort extends TestAbortedException {
        private static final long serialVersionUID = 1L;
    }
}
