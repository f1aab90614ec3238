package org.junitisolated.internal.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a plan whose results have been reported, while their children still exit: shutdown hooks run, the JVM ends.
 * The next run begins when they are gone, since in the working directory, say, it could see what they do.
 */
final class Endings {

    private final boolean oneRunAtATime;
    private final Deque<Run> runs = new ArrayDeque<>();

    /** Creates the list; where runs overlap, each has to wait for the end of its own child. */
    Endings(boolean oneRunAtATime) {
        this.oneRunAtATime = oneRunAtATime;
    }

    /** Takes a run whose child is about to end; tells whether that is done here. */
    synchronized boolean add(Run run) {
        return oneRunAtATime && runs.add(run);
    }

    /** Waits until all these children are gone. */
    void await() {
        Run next = poll();
        while (next != null) {
            next.awaitEndOfChild();
            next = poll();
        }
    }

    private synchronized @Nullable Run poll() {
        return runs.poll();
    }
}
