package org.junitisolated.internal.failure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.SocketTimeoutException;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junitisolated.internal.wire.BodyWriter;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.FileInfo;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.TestAbortedException;

/** Throwables of all kinds that are rebuilt each in its own way, as bytes. */
public final class ThrowableSeeds {

    private ThrowableSeeds() {}

    /** Returns the seeds. */
    public static Stream<byte[]> all() {
        return Stream.concat(throwables().map(ThrowableSeeds::shortened).map(ThrowableData::capture), canaries())
                .map(ThrowableSeeds::bytes);
    }

    private static byte[] bytes(ThrowableData data) {
        BodyWriter body = new BodyWriter();
        data.writeTo(body);
        return body.toByteArray();
    }

    private static Stream<Throwable> throwables() {
        return Stream.of(
                new Exception(),
                new SocketTimeoutException("late"),
                new UncheckedIOException(new FileNotFoundException("file")),
                new InvocationTargetException(new IOException("cause"), "reflective"),
                new DateTimeParseException("no date", "text", 3),
                new ExceptionInInitializerError(new Error()),
                new UserException("message", new UserException(null, null)),
                suppressing(new Exception("outer"), new UserException("suppressed", null)),
                cycle(),
                new TestAbortedException("aborted"),
                new ParameterResolutionException("parameter"),
                new AssertionFailedError("compared", 1, "one"),
                new AssertionFailedError("compared", new Object(), null),
                new AssertionFailedError("compared", new FileInfo("a", new byte[3]), 'c'),
                new MultipleFailuresError("heading", List.of(new Exception("a"), new AssertionFailedError("b"))));
    }

    /** Names of classes that are on this class path and must not be touched; the first is Jazzer's own bait. */
    private static Stream<ThrowableData> canaries() {
        return Stream.of("jaz.Zer", "org.junitisolated.internal.failure.Canary")
                .map(name -> new ThrowableNode(
                        List.of(name, "java.lang.RuntimeException", "java.lang.Throwable"),
                        "message",
                        "message",
                        name + ": message",
                        List.of(),
                        ThrowableNode.NONE,
                        List.of(),
                        List.of(),
                        null,
                        null))
                .map(node -> new ThrowableData(List.of(node)));
    }

    private static Throwable suppressing(Throwable outer, Throwable suppressed) {
        outer.addSuppressed(suppressed);
        return outer;
    }

    private static Throwable cycle() {
        Exception one = new Exception("one");
        Exception other = new Exception("other", one);
        one.initCause(other);
        return one;
    }

    /** Most bytes would be stack frames. */
    private static Throwable shortened(Throwable throwable) {
        throwable.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "b", "A.java", 1)});
        return throwable;
    }

    private static final class UserException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UserException(String message, Throwable cause) {
            super(message, cause);
            setStackTrace(new StackTraceElement[0]);
        }
    }
}
