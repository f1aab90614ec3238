package org.junitisolated.internal.launch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.Unseen;

/** The runs that a shared child serves. Each gets what is its own; what is the whole child's goes to all. */
final class RunsOfSharedChild implements Inbox {

    private final Map<Long, RunOfSharedChild> byId = new HashMap<>();
    private final List<RunOfSharedChild> runs = new ArrayList<>();
    private ChildEvent.@Nullable Received ready;
    private boolean ended;
    private String endedBy = "";
    private boolean retired;

    /** Adds a run to come, unless none is taken any more. */
    synchronized boolean add(RunOfSharedChild run) {
        if (ended || retired || !endedBy.isEmpty()) {
            return false;
        }
        runs.add(run);
        if (ready != null) {
            run.put(ready);
        }
        return true;
    }

    synchronized void begins(long runId, RunOfSharedChild run) {
        byId.put(runId, run);
    }

    /** Returns whether it was the last that will have been. */
    synchronized boolean remove(RunOfSharedChild run) {
        runs.remove(run);
        byId.values().remove(run);
        return retired && runs.isEmpty();
    }

    /** Takes no further run: one has broken off, such as for want of memory, and the next would, too. */
    private void retire() {
        retired = true;
    }

    /** The child is ended for one run, which does not come to its end; others that are in it fail, and say why. */
    synchronized void endFor(RunOfSharedChild culprit) {
        endedBy = "It was ended with \"" + culprit.name() + "\", which had not come to its end and shared it.";
    }

    @Override
    public int mostUnseen() {
        return Unseen.MOST_OF_SHARED;
    }

    @Override
    public synchronized void take(ChildEvent event) {
        if (event instanceof ChildEvent.Ended end) {
            takeEnd(end);
        } else if (event instanceof ChildEvent.Received received && received.runId() != Frame.WHOLE_CHILD) {
            Optional.ofNullable(byId.get(received.runId())).ifPresent(run -> takeFor(run, received));
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

    private void takeFor(RunOfSharedChild run, ChildEvent.Received received) {
        if (received.message() instanceof Message.Done done && done.throwable() != null) {
            retire();
        }
        run.put(received);
    }

    private void takeEnd(ChildEvent.Ended end) {
        ended = true;
        List<String> running = byId.values().stream()
                .filter(run -> !run.isDone())
                .map(run -> "\n- " + run.name())
                .sorted()
                .toList();
        String cause = (endedBy.isEmpty() ? end.cause() : endedBy)
                + (running.size() > 1
                        ? "\nThese tests were in it at that time, and any of them may be the cause:"
                                + String.join("", running)
                        : "");
        runs.forEach(run -> run.put(new ChildEvent.Ended(cause, end.refusal())));
    }

    /** A run's messages are bounded by what it may have unseen. */
    @Override
    public void awaitRoom() {}

    /** All runs have ended by then, or are told of its end. */
    @Override
    public void discard() {}
}
