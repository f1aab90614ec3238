package org.junitisolated.internal.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.platform.engine.TestDescriptor;

/** The runs of a plan that have not been started yet, in the order of the tree, which is that of their execution. */
final class UpcomingRuns {

    private final Map<Run, TestDescriptor> units = new LinkedHashMap<>();

    /** Adds a run as the last one. */
    synchronized void add(Run run, TestDescriptor unit) {
        units.put(run, unit);
    }

    /** Adds a run that comes before all others. */
    synchronized void addFirst(Run run, TestDescriptor unit) {
        Map<Run, TestDescriptor> others = new LinkedHashMap<>(units);
        units.clear();
        units.put(run, unit);
        units.putAll(others);
    }

    synchronized boolean isEmpty() {
        return units.isEmpty();
    }

    /** Removes a run that is started now, or never will be. */
    synchronized void remove(Run run) {
        units.remove(run);
    }

    /** Removes the runs of units that are disabled, or below something that is. */
    synchronized void removeDisabled(Predicate<TestDescriptor> disabled) {
        units.values().removeIf(unit -> isBelow(disabled, unit));
    }

    /** Removes the runs of units below a container. */
    synchronized void removeBelow(TestDescriptor container) {
        units.values().removeIf(unit -> isBelow(container::equals, unit));
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
        return units.keySet().stream().limit(most).toList();
    }
}
