package org.junitisolated.internal.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junitisolated.internal.launch.StatusRecord.Failed;
import org.junitisolated.internal.launch.StatusRecord.KilledForMemory;
import org.junitisolated.internal.launch.StatusRecord.Left;
import org.junitisolated.internal.launch.StatusRecord.Limit;
import org.junitisolated.internal.launch.StatusRecord.Port;
import org.junitisolated.internal.wire.PublishedPort;

/** All that the launcher has said on the status connection so far. One thread adds to it, any may ask. */
final class StatusLog {

    /** Characters of a line that are kept; the launcher's own are far shorter. */
    private static final int LONGEST_LINE = 65536;

    private final TextDecoder decoder = new TextDecoder();
    private final StringBuilder incompleteLine = new StringBuilder();
    private final List<StatusRecord> records = new ArrayList<>();

    synchronized void add(byte[] bytes, int length) {
        incompleteLine.append(decoder.decode(bytes, length));
        for (int end = incompleteLine.indexOf("\n"); end >= 0; end = incompleteLine.indexOf("\n")) {
            StatusRecord.parse(incompleteLine.substring(0, end)).ifPresent(records::add);
            incompleteLine.delete(0, end + 1);
        }
        incompleteLine.setLength(Math.min(incompleteLine.length(), LONGEST_LINE));
    }

    synchronized List<StatusRecord> records() {
        return List.copyOf(records);
    }

    /** Returns the ports that are published. */
    List<PublishedPort> publishedPorts() {
        return all(Port.class)
                .map(port -> new PublishedPort(port.protocol().name(), port.port(), port.hostPort()))
                .toList();
    }

    /** Says by what means each limit is held, where that is not a control group for all of them. */
    Optional<String> limitsNotHeld() {
        List<Limit> limits = all(Limit.class).toList();
        return limits.stream().allMatch(limit -> limit.means().equals(Limit.CGROUP))
                ? Optional.empty()
                : Optional.of(limits.stream().map(StatusLog::describe).collect(Collectors.joining("; ")));
    }

    private static String describe(Limit limit) {
        return limit.name().toLowerCase(Locale.ROOT) + " by " + means(limit) + ": " + limit.text();
    }

    private static String means(Limit limit) {
        if (!limit.means().equals("none")) {
            return limit.means();
        }
        return limit.name().equals("memory") ? "the heap of the child's JVM alone" : "nothing";
    }

    /** Returns the step of the set-up that the machine has refused, if it has. */
    Optional<Refusal> refusal() {
        return all(Failed.class).filter(Failed::isRefusedByMachine).findFirst().map(Refusal::of);
    }

    /** Tells whether something that the child started could not be killed. */
    boolean hasLeftProcesses() {
        return all(Left.class).findAny().isPresent();
    }

    /** Returns how many processes the kernel has killed for memory. */
    int killedForMemory() {
        return all(KilledForMemory.class).mapToInt(KilledForMemory::count).sum();
    }

    private <R extends StatusRecord> Stream<R> all(Class<R> kind) {
        return records().stream().filter(kind::isInstance).map(kind::cast);
    }
}
