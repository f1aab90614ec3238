package org.junitisolated.internal.plan;

import org.jspecify.annotations.Nullable;

/** Several steps, each of which may fail; the first failure counts, later ones are suppressed in it. */
final class Failures {

    private @Nullable Throwable first;

    void collect(Runnable step) {
        try {
            step.run();
        } catch (Throwable t) {
            add(t);
        }
    }

    void add(Throwable throwable) {
        if (first == null) {
            first = throwable;
        } else if (first != throwable && !first.toString().equals(throwable.toString())) {
            // The same failure of the same container comes from each child: once is enough.
            first.addSuppressed(throwable);
        }
    }

    boolean isEmpty() {
        return first == null;
    }

    void throwIfAny() {
        if (first != null) {
            throw Throwables.<RuntimeException>unchecked(first);
        }
    }
}
