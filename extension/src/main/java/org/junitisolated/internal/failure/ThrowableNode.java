package org.junitisolated.internal.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One throwable of a described graph. Other throwables are named by their index in the list of all nodes, so a graph
 * with cycles or shared parts is as flat, and as quickly written and read, as any other.
 *
 * @param typeNames the class's name, then those of its superclasses, up to {@code java.lang.Throwable}
 * @param text what {@code toString} said
 * @param cause index of the cause, or {@link #NONE}
 * @param failures indexes of the failures of a {@code MultipleFailuresError}
 */
record ThrowableNode(
        List<String> typeNames,
        @Nullable String message,
        @Nullable String localizedMessage,
        String text,
        List<StackTraceElement> frames,
        int cause,
        List<Integer> suppressed,
        List<Integer> failures,
        @Nullable ComparedValue expected,
        @Nullable ComparedValue actual) {

    /** The index that stands for no throwable. */
    static final int NONE = -1;

    private static final String NOTE = UnknownThrowable.class.getName();

    ThrowableNode {
        typeNames = List.copyOf(typeNames);
        frames = List.copyOf(frames);
        suppressed = List.copyOf(suppressed);
        failures = List.copyOf(failures);
    }

    /** A node that is no throwable of the test's, but says in its place that something was left out. */
    static ThrowableNode note(String text) {
        return new ThrowableNode(List.of(NOTE), text, text, text, List.of(), NONE, List.of(), List.of(), null, null);
    }

    boolean isNote() {
        return typeName().equals(NOTE);
    }

    ThrowableNode withMessage(String text) {
        return new ThrowableNode(typeNames, text, text, text, frames, cause, suppressed, failures, expected, actual);
    }

    String typeName() {
        return typeNames.get(0);
    }

    boolean comparesValues() {
        return expected != null || actual != null;
    }

    /** What {@code toString} says unless a class overrides it. */
    static String standardText(String typeName, @Nullable String localizedMessage) {
        return localizedMessage == null ? typeName : typeName + ": " + localizedMessage;
    }
}
