package org.junitisolated.internal.launch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junitisolated.IsolationException;
import org.junitisolated.internal.machine.FreeMemory;

/**
 * Children that are started before they are needed: booted and warm, they have run nothing, and wait for one run each. As
 * many wait as the caller wants and memory allows; one thread of our own starts and ends them, so that no test has to.
 */
final class Standbys implements AutoCloseable {

    /** How a child is started. */
    @FunctionalInterface
    interface Starter {
        ChildOfOneRun start(ChildSpec spec) throws UnusableLauncherException;
    }

    /** A child that waits. */
    private record Waiting(ChildSpec spec, ChildOfOneRun child) {

        /** Tells whether a child that would be started now would have the same system properties. */
        boolean isUpToDate() {
            return child.systemProperties().equals(ChildLauncher.systemProperties(spec));
        }
    }

    /** Longer than any start of a process takes. */
    private static final long START_SECONDS = 30;

    private final Starter starter;
    private final Consumer<RunningChild> ender;
    private final FreeMemory memory;
    private final BackgroundThread thread = new BackgroundThread("junit-isolated-standbys");
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<ChildSpec> failed = new HashSet<>();
    private List<ChildSpec> wanted = List.of();
    private @Nullable ChildSpec beingStarted;
    private boolean closed;

    Standbys(Starter starter, Consumer<RunningChild> ender, FreeMemory memory) {
        this.starter = starter;
        this.ender = ender;
        this.memory = memory;
    }

    /** Has children made ready for these, the first of them first, and ends those that wait for something else. */
    synchronized void want(List<ChildSpec> specs) {
        if (closed) {
            return;
        }
        wanted = specs.stream().filter(ChildSpec::mayWait).toList();
        if (!wanted.isEmpty() || !waiting.isEmpty()) {
            thread.execute(this::adjust);
        }
    }

    /** Hands over a child that is as good as one that would be started now; empty if none is there. */
    synchronized Optional<ChildOfOneRun> take(ChildSpec spec) {
        awaitStartOf(spec);
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting candidate = all.next();
            if (candidate.spec.equals(spec) && !candidate.child.hasEnded() && candidate.isUpToDate()) {
                all.remove();
                return Optional.of(candidate.child);
            }
        }
        return Optional.empty();
    }

    /** One that is just being started will be there sooner than another. */
    private void awaitStartOf(ChildSpec spec) {
        try {
            while (spec.equals(beingStarted)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void adjust() {
        endSurplus();
        Optional<ChildSpec> missing = beginStart();
        while (missing.isPresent()) {
            start(missing.get());
            missing = beginStart();
        }
    }

    private void endSurplus() {
        takeSurplus().forEach(ender);
    }

    /** Those that nobody wants any more, that have come to an end, or that began with other system properties. */
    private synchronized List<ChildOfOneRun> takeSurplus() {
        List<ChildOfOneRun> surplus = new ArrayList<>();
        List<ChildSpec> stillWanted = new ArrayList<>(wanted);
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting each = all.next();
            boolean ended = each.child.hasEnded();
            if (ended) {
                failed.add(each.spec);
            }
            if (ended || !each.isUpToDate() || !stillWanted.remove(each.spec)) {
                all.remove();
                surplus.add(each.child);
            }
        }
        return surplus;
    }

    private synchronized Optional<ChildSpec> beginStart() {
        if (closed) {
            return Optional.empty();
        }
        List<ChildSpec> missing = new ArrayList<>(wanted);
        waiting.forEach(each -> missing.remove(each.spec));
        Optional<ChildSpec> next =
                missing.stream().filter(spec -> !failed.contains(spec)).findFirst();
        if (next.isPresent() && !memory.allowsAnotherChild()) {
            return Optional.empty();
        }
        next.ifPresent(spec -> beingStarted = spec);
        return next;
    }

    /** What stands in the way is for the test to report that needs such a child. */
    private void start(ChildSpec spec) {
        ChildOfOneRun child = null;
        try {
            child = starter.start(spec);
        } catch (IsolationException | UnusableLauncherException e) {
            // As said.
        }
        endStart(spec, child);
    }

    private synchronized void endStart(ChildSpec spec, @Nullable ChildOfOneRun child) {
        beingStarted = null;
        if (child == null) {
            failed.add(spec);
        } else {
            waiting.add(new Waiting(spec, child));
        }
        notifyAll();
    }

    /** Ends all that wait; none is started any more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            wanted = List.of();
        }
        // A child that is just being started must not be forgotten.
        thread.finish(START_SECONDS);
        endSurplus();
    }
}
