package org.junitisolated.internal.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.launch.ChildSpec;
import org.junitisolated.internal.launch.Refusal;

/**
 * What the machine has refused to tests of one plan that go on without it or are skipped: so it is tried once, and not by
 * each of them.
 */
final class Unavailability {

    private final Map<ChildSpec, Attempt> known = new HashMap<>();
    private final Set<String> missing = new TreeSet<>();
    private int degradedTests;
    private int testsWithoutLimits;
    private @Nullable String firstLimits;
    private @Nullable Refusal firstRefusal;

    /** Returns what is to be tried for a child that is wanted. */
    synchronized Attempt attemptAt(ChildSpec wanted) {
        return known.getOrDefault(wanted, Attempt.at(wanted));
    }

    /** Remembers that an attempt was refused, unless another test has found out so meanwhile. */
    synchronized void refused(Attempt attempt, Refusal refusal) {
        if (attemptAt(attempt.wanted()).equals(attempt)) {
            known.put(attempt.wanted(), attempt.afterRefusal(refusal));
        }
    }

    /** Counts a test that has ended in a child which is less than what it wanted. */
    synchronized void countTest(Attempt had) {
        degradedTests++;
        missing.addAll(had.missing());
        firstRefusal = firstRefusal == null ? had.refusals().get(0) : firstRefusal;
    }

    /** Counts a test that has ended and whose limits no control group holds, or not all of them; the text says what does. */
    synchronized void countTestWithoutLimits(String limits) {
        testsWithoutLimits++;
        firstLimits = firstLimits == null ? limits : firstLimits;
    }

    /** Says in one line that limits did not hold for all that was to be limited, if it was so. */
    synchronized Optional<String> limitsSummary() {
        return Optional.ofNullable(firstLimits)
                .map(limits -> "junit-isolated: " + tests(testsWithoutLimits)
                        + " ran with limits (@Limits) that no control group holds, or not all of them: " + limits
                        + ". See what this machine allows: java -jar junit-isolated.jar doctor");
    }

    private static String tests(int count) {
        return count + (count == 1 ? " test" : " tests");
    }

    /** Says in one line what was missing, if it was. */
    synchronized Optional<String> summary() {
        Refusal first = firstRefusal;
        if (first == null) {
            return Optional.empty();
        }
        return Optional.of("junit-isolated: " + tests(degradedTests)
                + " ran with less isolation than asked for (" + Settings.UNAVAILABLE + "); missing: "
                + String.join(", ", missing) + "; cause: " + first.cause()
                + ". See what this machine allows: java -jar junit-isolated.jar doctor");
    }
}
