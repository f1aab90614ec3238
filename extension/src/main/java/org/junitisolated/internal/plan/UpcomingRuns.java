package org.junitisolated.internal.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.platform.engine.TestDescriptor;

/** The runs of a plan that have not been started yet, in the order of the tree, which is that of their execution. */
final class UpcomingRuns {

    private record Upcoming(Run run, TestDescriptor unit) {}

    private final Deque<Upcoming> runs = new ArrayDeque<>();

    /** Adds a run as the last one. */
    synchronized void add(Run run, TestDescriptor unit) {
        runs.addLast(new Upcoming(run, unit));
    }

    /** Adds a run that comes before all others. */
    synchronized void addFirst(Run run, TestDescriptor unit) {
        runs.addFirst(new Upcoming(run, unit));
    }

    synchronized boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Removes a run that is started now, or never will be. */
    synchronized void remove(Run run) {
        runs.removeIf(upcoming -> upcoming.run == run);
    }

    /** Removes the runs of units that are disabled, or below something that is. */
    synchronized void removeDisabled(Predicate<TestDescriptor> disabled) {
        runs.removeIf(upcoming -> isBelow(disabled, upcoming.unit));
    }

    /** Removes the runs of units below a container. */
    synchronized void removeBelow(TestDescriptor container) {
        runs.removeIf(upcoming -> isBelow(container::equals, upcoming.unit));
    }

    private static boolean isBelow(Predicate<TestDescriptor> wanted, TestDescriptor unit) {
        Optional<TestDescriptor> above = Optional.of(unit);
        while (above.isPresent() && !wanted.test(above.get())) {
            above = above.get().getParent();
        }
        return above.isPresent();
    }

    /** Returns those that come next, so many at most. */
    synchronized List<Run> next(int most) {
        return runs.stream().limit(most).map(Upcoming::run).toList();
    }
}
