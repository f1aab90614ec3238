package org.junitisolated.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.internal.failure.Crossing.cross;
import static org.junitisolated.internal.failure.Crossing.print;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.MissingResourceException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.TestInstantiationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.PreconditionViolationException;
import org.opentest4j.IncompleteExecutionException;
import org.opentest4j.TestAbortedException;
import org.opentest4j.TestSkippedException;
import org.xml.sax.InputSource;

/** Types of the JDK, of JUnit and of opentest4j are rebuilt as themselves, and print alike to the last frame. */
class KnownThrowablesTest {

    @SuppressWarnings("StaticAssignmentOfThrowable") // shared by the samples below
    private static final IOException CAUSE = new IOException("the cause");

    static Stream<Throwable> themselves() {
        return Stream.of(
                new RuntimeException(),
                new RuntimeException("message"),
                new RuntimeException("message", CAUSE),
                new RuntimeException(CAUSE),
                new Exception((String) null, CAUSE),
                new Throwable("bare"),
                new Error(""),
                new AssertionError(),
                new AssertionError(42),
                new AssertionError("message", CAUSE),
                new NullPointerException(),
                thrownBy(() -> same((String) null).length()),
                thrownBy(() -> new int[1][2][3]),
                thrownBy(() -> (String) (Object) 1),
                thrownBy(() -> List.of().iterator().next()),
                thrownBy(() -> Integer.parseInt("x")),
                thrownBy(() -> Class.forName("no.such.Type")),
                thrownBy(() -> Path.of("/no/such/file").toRealPath()),
                thrownBy(() -> LocalDate.parse(same("never"))),
                thrownBy(() -> CompletableFuture.failedFuture(CAUSE).get()),
                thrownBy(() -> CompletableFuture.failedFuture(CAUSE).join()),
                new UncheckedIOException("message", CAUSE),
                new UncheckedIOException(CAUSE),
                new InvocationTargetException(CAUSE),
                new InvocationTargetException(CAUSE, "message"),
                new UndeclaredThrowableException(CAUSE),
                new ExecutionException(CAUSE),
                new ClassNotFoundException("message", CAUSE),
                new ClassNotFoundException("message"),
                new ExceptionInInitializerError(CAUSE),
                new ExceptionInInitializerError("message"),
                new ArrayIndexOutOfBoundsException(7),
                new FileNotFoundException("file"),
                new NoSuchFileException("file"),
                new SQLException("reason", "state", 3, CAUSE),
                new TimeoutException("late"),
                new StackOverflowError(),
                new OutOfMemoryError("Java heap space"),
                new VerifyError("bad"),
                new TypeNotPresentException("some.Type", CAUSE),
                new JUnitException("message", CAUSE),
                new PreconditionViolationException("message"),
                new ParameterResolutionException("message", CAUSE),
                new TestInstantiationException("message"),
                new TestAbortedException(),
                new TestAbortedException("message", CAUSE),
                new TestSkippedException("message"),
                new IncompleteExecutionException("message", CAUSE));
    }

    @ParameterizedTest
    @MethodSource("themselves")
    void areRebuiltAsThemselves(Throwable original) {
        Throwable rebuilt = cross(original);

        assertThat(rebuilt).isNotSameAs(original);
        assertThat(print(rebuilt)).isEqualTo(print(original));
        assertThat(rebuilt.getMessage()).isEqualTo(original.getMessage());
        assertThat(rebuilt.getClass()).isSameAs(original.getClass());
    }

    static Stream<Throwable> withOddConstructors() {
        return Stream.of(
                thrownBy(() -> new URI("a b")),
                thrownBy(() -> Pattern.compile(same("("))),
                new URISyntaxException("input", "reason", 3),
                new MalformedInputException(3),
                new MissingResourceException("message", "class", "key"),
                thrownBy(() -> same("%d").formatted("x")),
                thrownBy(() -> same("%q").formatted("x")));
    }

    /** Their message is computed from fields that are not told, and no class of ours may have a name in java.*. */
    @ParameterizedTest
    @MethodSource("withOddConstructors")
    void areAtLeastOfTheSameTypeAndPrintAlike(Throwable original) {
        Throwable rebuilt = cross(original);

        assertThat(print(rebuilt)).isEqualTo(print(original));
        assertThat(rebuilt.getMessage()).isEqualTo(original.getMessage());
        assertThat(rebuilt).isInstanceOf(original.getClass());
    }

    @Test
    void typesOfTheJdkOutsideJavaLangKeepTheirName() {
        Throwable original = thrownBy(() -> DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new java.io.StringReader("<a>"))));

        Throwable rebuilt = cross(original);

        assertThat(rebuilt.getClass().getName()).isEqualTo("org.xml.sax.SAXParseException");
        assertThat(print(rebuilt)).isEqualTo(print(original));
    }

    @Test
    void framesOfARealStackOverflowAreAllThere() {
        Throwable original = thrownBy(() -> overflow(0));

        Throwable rebuilt = cross(original);

        assertThat(rebuilt).isInstanceOf(StackOverflowError.class);
        assertThat(rebuilt.getStackTrace()).hasSameSizeAs(original.getStackTrace());
        assertThat(print(rebuilt)).isEqualTo(print(original));
    }

    @Test
    void suppressedOnesAndTheirCausesAreThere() {
        RuntimeException original = new RuntimeException("outer", new IllegalStateException("cause", CAUSE));
        original.addSuppressed(new IllegalArgumentException("first", CAUSE));
        original.addSuppressed(new TestAbortedException("second"));

        Throwable rebuilt = cross(original);

        assertThat(rebuilt.getSuppressed())
                .hasExactlyElementsOfTypes(IllegalArgumentException.class, TestAbortedException.class);
        assertThat(rebuilt.getSuppressed()[0].getCause())
                .as("one throwable that is reached in two ways stays one")
                .isSameAs(rebuilt.getCause().getCause());
        assertThat(print(rebuilt)).isEqualTo(print(original));
    }

    @Test
    void noFrameOfOursIsSeen() {
        assertThat(print(cross(new RuntimeException("message", CAUSE))))
                .doesNotContain("Rebuild")
                .doesNotContain("ThrowableCapture");
    }

    static Throwable thrownBy(Callable<?> code) {
        try {
            throw new AssertionError("nothing thrown, but " + code.call());
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    /** Hides from Error Prone what is wrong with a value: being wrong is its purpose here. */
    private static <T> T same(T value) {
        return value;
    }

    private static int overflow(int depth) {
        return depth < 0 ? 0 : 1 + overflow(depth + 1);
    }
}
