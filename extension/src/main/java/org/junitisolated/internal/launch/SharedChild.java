package org.junitisolated.internal.launch;

import java.io.IOException;
import java.util.Optional;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.Frame;

/** A child that serves many runs, some at once. */
final class SharedChild {

    /** How a child is started. */
    @FunctionalInterface
    interface Starter {
        Child start(Inbox inbox) throws UnusableLauncherException;
    }

    private final RunsOfSharedChild runs = new RunsOfSharedChild();
    private final Child child;

    SharedChild(Starter starter) throws UnusableLauncherException {
        this.child = starter.start(runs);
    }

    Child child() {
        return child;
    }

    /** Returns a view for a run to come; empty if the child takes none any more. */
    Optional<RunOfSharedChild> join() {
        RunOfSharedChild run = new RunOfSharedChild(this);
        return runs.add(run) ? Optional.of(run) : Optional.empty();
    }

    void begins(long runId, RunOfSharedChild run) {
        runs.begins(runId, run);
    }

    /** Ends what the run has of it; all of it, if it takes no further run and this is the last. */
    void leaves(RunOfSharedChild run) {
        if (runs.remove(run)) {
            child.end();
        }
    }

    /** Kills it for one run, which does not come to its end. */
    void kill(RunOfSharedChild culprit) {
        runs.endFor(culprit);
        child.end();
    }

    /** Lets it exit by itself, so that its shutdown hooks run. */
    void finish(long milliseconds) throws InterruptedException {
        try {
            child.send(new Command.End(), Frame.WHOLE_CHILD);
            child.awaitEnd(milliseconds);
        } catch (IOException e) {
            // It is gone, or has never come.
        }
    }
}
