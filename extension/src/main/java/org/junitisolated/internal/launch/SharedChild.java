package org.junitisolated.internal.launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.Message;

/**
 * A child that serves many runs, some at once. A thread of its own brings each run what is its own; what is the whole child's
 * goes to all.
 */
final class SharedChild {

    private static final long WAIT_MILLIS = 1000;

    private final Child child;
    private final Map<Long, RunOfSharedChild> byId = new HashMap<>();
    private final List<RunOfSharedChild> runs = new ArrayList<>();
    private final Thread distributor;
    private ChildEvent.@Nullable Received ready;
    private ChildEvent.@Nullable Ended end;
    private String endedBy = "";
    private boolean retired;

    SharedChild(Child child) {
        this.child = child;
        this.distributor = new Thread(this::distribute, "junit-isolated-distributor");
        distributor.setDaemon(true);
        distributor.start();
    }

    Child child() {
        return child;
    }

    /** Returns a view for a run to come; empty if the child takes none any more. */
    synchronized Optional<RunOfSharedChild> join() {
        if (end != null || retired || !endedBy.isEmpty()) {
            return Optional.empty();
        }
        RunOfSharedChild run = new RunOfSharedChild(this);
        runs.add(run);
        if (ready != null) {
            run.put(ready);
        }
        return Optional.of(run);
    }

    synchronized void begins(long runId, RunOfSharedChild run) {
        byId.put(runId, run);
    }

    /** Ends what the run has of it; all of it, if the child is retired and the run is the last. */
    void leaves(RunOfSharedChild run) {
        boolean last;
        synchronized (this) {
            runs.remove(run);
            byId.values().remove(run);
            last = retired && runs.isEmpty();
        }
        if (last) {
            child.end();
        }
    }

    /** Takes no further run: one has broken off, such as for want of memory, and the next would, too. */
    synchronized void retire() {
        retired = true;
    }

    /** Kills it for one run, which does not come to its end; others that are in it fail, and say why. */
    void kill(RunOfSharedChild culprit) {
        synchronized (this) {
            endedBy = "It was ended with \"" + culprit.name() + "\", which had not come to its end and shared it.";
        }
        child.end();
    }

    /** Lets it exit by itself, so that its shutdown hooks run. */
    void finish(long milliseconds) throws InterruptedException {
        try {
            child.send(new Command.End(), Frame.WHOLE_CHILD);
            distributor.join(milliseconds);
        } catch (IOException e) {
            // It is gone, or has never come.
        }
    }

    private void distribute() {
        try {
            ChildEvent event = child.poll(WAIT_MILLIS);
            while (!(event instanceof ChildEvent.Ended ended)) {
                if (event != null) {
                    pass(event);
                }
                event = child.poll(WAIT_MILLIS);
            }
            passEnd(ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void pass(ChildEvent event) {
        if (event instanceof ChildEvent.Received received && received.runId() != Frame.WHOLE_CHILD) {
            Optional.ofNullable(byId.get(received.runId())).ifPresent(run -> run.put(received));
        } else if (event instanceof ChildEvent.Received received) {
            if (received.message() instanceof Message.Ready) {
                ready = received;
            }
            runs.forEach(run -> run.put(received));
        } else if (!runs.isEmpty()) {
            runs.get(0).put(event);
        } else if (event instanceof ChildEvent.Output output) {
            (output.error() ? System.err : System.out).print(output.text());
        }
    }

    private synchronized void passEnd(ChildEvent.Ended ended) {
        end = ended;
        List<String> running = byId.values().stream()
                .filter(run -> !run.isDone())
                .map(run -> "\n- " + run.name())
                .sorted()
                .toList();
        String cause = (endedBy.isEmpty() ? ended.cause() : endedBy)
                + (running.size() > 1
                        ? "\nThese tests were in it at that time, and any of them may be the cause:"
                                + String.join("", running)
                        : "");
        runs.forEach(run -> run.put(new ChildEvent.Ended(cause, ended.refusal())));
    }
}
