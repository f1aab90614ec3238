package org.junitisolated.internal.plan;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.UniqueId;
import org.junitisolated.internal.plan.MethodTimeouts.Limit;

/**
 * Finds out whether a method goes on although JUnit's own time limit for it is over. JUnit interrupts it then, and waits until
 * it heeds that. When a method has begun is known to nobody but JUnit: so the child is asked for its stacks from time to time,
 * and a method has been running for at least as long as it has been seen, with nothing reported meanwhile. A child that does
 * not answer is in the test that has started last, or in a lifecycle method: it has the time of the one that may take longest.
 *
 * <p>Tests that end within a second are never looked at.
 */
final class OverdueWatch {

    private static final long FIRST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<List<Limit>> source;
    private final Duration grace;
    private final Map<Limit, Long> seenSince = new HashMap<>();
    private @Nullable List<Limit> limits;
    private @Nullable UniqueId startedLast;
    private long lastEventNanos;
    private long nextLookNanos;
    private boolean awaitsAnswer;
    private long askedNanos;

    /**
     * Creates the watch.
     *
     * @param limits the limits, asked for when they are needed
     * @param grace how much longer than that a method may take
     */
    OverdueWatch(Supplier<List<Limit>> limits, Duration grace) {
        this.source = limits;
        this.grace = grace;
    }

    /** A test or container has started. */
    void started(UniqueId node) {
        startedLast = node;
    }

    /** Something has been reported: whatever ran before may be over. */
    void eventAt(long nanos) {
        seenSince.clear();
        awaitsAnswer = false;
        lastEventNanos = nanos;
        nextLookNanos = nanos + FIRST_LOOK_NANOS;
    }

    /** Returns how long it is to the next look, in milliseconds, 1 at least. */
    long millisecondsToLook(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nextLookNanos - nanos) + 1);
    }

    /** Tells whether the child is to be asked for its stacks now. There is nothing to look at where there is no limit. */
    boolean isTimeToLook(long nanos) {
        if (nextLookNanos - nanos > 0) {
            return false;
        }
        if (limits().isEmpty()) {
            nextLookNanos = nanos + TimeUnit.DAYS.toNanos(1);
            return false;
        }
        return true;
    }

    /** The child is asked now. */
    void askedAt(long nanos) {
        if (awaitsAnswer) {
            String test = startedLast == null ? "" : JupiterIds.methodOf(startedLast);
            limits().stream()
                    .filter(limit -> !limit.ofTest() || limit.method().endsWith("." + test))
                    .max(Comparator.comparing(Limit::duration))
                    .ifPresent(longest -> seenSince.putIfAbsent(longest, askedNanos));
        } else {
            askedNanos = nanos;
        }
        awaitsAnswer = true;
        planNextLook(nanos);
    }

    /** The child has answered with its stacks. */
    void answeredAt(long nanos, String stacks) {
        awaitsAnswer = false;
        for (Limit limit : limits()) {
            if (limit.isIn(stacks)) {
                seenSince.putIfAbsent(limit, nanos);
            } else {
                seenSince.remove(limit);
            }
        }
        planNextLook(nanos);
    }

    /** Tells whether the child has told where it is. */
    boolean knowsWhere() {
        return !awaitsAnswer;
    }

    /** Returns the limit of a method that has been running for longer, and longer than it was given to heed the interrupt. */
    Optional<Limit> overdueAt(long nanos) {
        return seenSince.entrySet().stream()
                .filter(seen -> nanos - overdueNanos(seen) >= 0)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private long overdueNanos(Map.Entry<Limit, Long> seen) {
        return seen.getValue() + seen.getKey().duration().plus(grace).toNanos();
    }

    /** Less and less often; but when a method may be overdue, in time. */
    private void planNextLook(long nanos) {
        long usual = nanos + Math.max(FIRST_LOOK_NANOS, (nanos - lastEventNanos) / 2);
        nextLookNanos = seenSince.entrySet().stream()
                .map(this::overdueNanos)
                .filter(overdue -> overdue - nanos > 0)
                .reduce(usual, (one, other) -> one - other < 0 ? one : other);
    }

    private List<Limit> limits() {
        List<Limit> found = limits;
        if (found == null) {
            found = source.get();
            limits = found;
        }
        return found;
    }
}
