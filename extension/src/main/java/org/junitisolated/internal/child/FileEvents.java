package org.junitisolated.internal.child;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Lets an {@link EventStreamer} hear of published files, too. JUnit tells of them since 5.12, by a method whose parameter
 * is of a type that older versions do not have; so it cannot be overridden in a class that must work with all of them.
 */
final class FileEvents {

    private static final String METHOD = "fileEntryPublished";

    private FileEvents() {}

    /** Returns a listener that passes on whatever it is told. */
    static TestExecutionListener passedOnTo(EventStreamer events) {
        return (TestExecutionListener) Proxy.newProxyInstance(
                FileEvents.class.getClassLoader(),
                new Class<?>[] {TestExecutionListener.class},
                (proxy, method, arguments) -> passOn(events, method, arguments));
    }

    private static @Nullable Object passOn(EventStreamer events, Method method, @Nullable Object[] arguments)
            throws Throwable {
        if (method.getName().equals(METHOD)) {
            Object entry = arguments[1];
            events.filePublished((TestIdentifier) arguments[0], path(entry), mediaType(entry));
            return null;
        }
        try {
            return method.invoke(events, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Path path(Object entry) throws ReflectiveOperationException {
        return (Path) entry.getClass().getMethod("getPath").invoke(entry);
    }

    private static @Nullable String mediaType(Object entry) throws ReflectiveOperationException {
        Optional<?> mediaType =
                (Optional<?>) entry.getClass().getMethod("getMediaType").invoke(entry);
        return (String) mediaType.orElse(null);
    }
}
