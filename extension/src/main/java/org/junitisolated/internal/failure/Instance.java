package org.junitisolated.internal.failure;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to make one throwable of a graph.
 *
 * @param cause the cause, if there is one and it is made already
 * @param causeFollows whether the cause is made later, as happens in a cycle
 */
record Instance(ThrowableNode node, @Nullable Throwable cause, boolean causeFollows, List<Throwable> failures) {

    /** Gives the throwable its cause and stack trace, and tells whether it now looks like the original. */
    boolean complete(Throwable made) {
        if (cause != null && made.getCause() == null) {
            made.initCause(cause);
        }
        made.setStackTrace(node.frames().toArray(StackTraceElement[]::new));
        return looksRight(made);
    }

    /** As {@link #complete}, but content with a throwable of another name that says the message. */
    boolean completeRoughly(Throwable made) {
        complete(made);
        return Objects.equals(made.getMessage(), node.message());
    }

    private boolean looksRight(Throwable made) {
        return Objects.equals(made.getMessage(), node.message())
                && Objects.equals(made.getLocalizedMessage(), node.localizedMessage())
                && node.text().equals(made.toString())
                && made.getCause() == cause
                && Arrays.asList(made.getStackTrace()).equals(node.frames());
    }
}
