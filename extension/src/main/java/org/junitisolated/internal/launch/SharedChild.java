package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.Frame;

/** A child that serves many runs, some at once. */
final class SharedChild extends Child {

    private final RunsOfSharedChild runs;

    SharedChild(List<String> commandLine, Path socket, Origin origin) throws IOException {
        this(commandLine, socket, origin, new RunsOfSharedChild());
    }

    private SharedChild(List<String> commandLine, Path socket, Origin origin, RunsOfSharedChild runs)
            throws IOException {
        super(commandLine, socket, origin, runs);
        this.runs = runs;
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
            end();
        }
    }

    /** Kills it for one run, which does not come to its end. */
    void endFor(RunOfSharedChild culprit) {
        runs.endFor(culprit);
        end();
    }

    /** Lets it exit by itself, so that its shutdown hooks run. */
    void finish(long milliseconds) throws InterruptedException {
        try {
            send(new Command.End(), Frame.WHOLE_CHILD);
            awaitEnd(milliseconds);
        } catch (IOException e) {
            // It is gone, or has never come.
        }
    }
}
