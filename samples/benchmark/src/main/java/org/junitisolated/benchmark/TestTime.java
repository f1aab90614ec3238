package org.junitisolated.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junitisolated.benchmark.driver.TimedPlan;

/**
 * When a test ran as the listeners of its plan were told, and how long it took by its own clock.
 *
 * @param start in nanoseconds, since some moment
 * @param end in nanoseconds, since the same moment
 * @param inside in nanoseconds, from the first statement of the test to its last one
 */
record TestTime(long start, long end, long inside) {

    /**
     * Returns the tests in the output of a {@link TimedPlan} and of its tests, in the order of their ends; without those
     * that did not pass or did not tell their time.
     */
    static List<TestTime> in(String output) {
        Map<String, Long> inside = new HashMap<>();
        output.lines()
                .filter(line -> line.startsWith(TestProject.INSIDE))
                .map(line -> line.split(" ", -1))
                .forEach(words -> inside.put(words[1], Long.valueOf(words[2])));
        return output.lines()
                .filter(line -> line.startsWith(TimedPlan.PASSED))
                .map(line -> line.split(" ", -1))
                .flatMap(words -> Optional.ofNullable(inside.get(words[1]))
                        .map(own -> new TestTime(Long.parseLong(words[2]), Long.parseLong(words[3]), own))
                        .stream())
                .toList();
    }

    /** Returns by how many milliseconds the test took longer for its parent than for itself. */
    double added() {
        return (end - start - inside) / 1e6;
    }

    /** Returns how many milliseconds more than the test took there are between the end of another one and its end. */
    double addedAfter(TestTime other) {
        return (end - other.end - inside) / 1e6;
    }
}
