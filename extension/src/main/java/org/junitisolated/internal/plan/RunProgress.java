package org.junitisolated.internal.plan;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.UniqueId;
import org.junitisolated.IsolationException;
import org.junitisolated.internal.launch.ChildEvent;
import org.junitisolated.internal.launch.Troubleshooting;
import org.junitisolated.internal.plan.MethodTimeouts.Limit;
import org.junitisolated.internal.wire.Leak;
import org.junitisolated.internal.wire.Message;

/** How far a run has come: what the child said of the run as a whole, how it ended, how much time is left. */
final class RunProgress {

    /** So much of what a child prints before it is ready goes into the error that it never was. */
    private static final int MAX_EARLY_OUTPUT = 4000;

    private final StringBuilder earlyOutput = new StringBuilder();
    private long deadlineNanos;
    private int lateEvents;
    private boolean ready;
    private Message.@Nullable Done done;
    private @Nullable String leavingStacks;
    private @Nullable String stacks;
    private @Nullable String endCause;
    private List<Leak> leaks = List.of();

    void startDeadline(Duration duration) {
        deadlineNanos = System.nanoTime() + duration.toNanos();
        lateEvents = 0;
    }

    boolean isTimeOver() {
        return deadlineNanos - System.nanoTime() <= 0;
    }

    /** Tells whether an event that is looked at when the time is over may have been there before. */
    boolean acceptsLateEvent() {
        return ++lateEvents <= ChildEvent.MOST_WAITING;
    }

    long millisecondsLeft() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
    }

    void ready() {
        ready = true;
    }

    boolean isReady() {
        return ready;
    }

    boolean isDone() {
        return done != null;
    }

    /** Tells whether all that was to be executed has been. */
    boolean isDoneWell() {
        return done != null && done.throwable() == null;
    }

    boolean isEnded() {
        return endCause != null;
    }

    /** Tells whether no message of a test will come any more. */
    boolean isOver() {
        return isDone() || isEnded();
    }

    /** Earlier stacks do not count any more. */
    void asksForStacks() {
        stacks = null;
    }

    void answered(String answer) {
        stacks = answer;
    }

    boolean awaitsStacks() {
        return ready && stacks == null && !isEnded();
    }

    void ended(String cause) {
        endCause = cause;
    }

    /** Passes on what the child printed, on the thread that executes the test. */
    void printed(ChildEvent.Output output) {
        (output.error() ? System.err : System.out).print(output.text());
        if (!ready && earlyOutput.length() < MAX_EARLY_OUTPUT) {
            earlyOutput.append(output.text());
        }
    }

    /** Takes a message that concerns the run as a whole. */
    void take(Message message) {
        if (message instanceof Message.Done received) {
            done = received;
        } else if (message instanceof Message.Leaving leaving) {
            leavingStacks = leaving.stacks();
        } else if (message instanceof Message.Leaks received) {
            leaks = received.found();
        }
    }

    /** Returns what the run has left behind; complete when it is done. */
    List<Leak> leaks() {
        return leaks;
    }

    /** Fails if the run as a whole broke off although all of its tests have been reported. */
    void throwIfBrokenOff() {
        if (done != null && done.throwable() != null) {
            Throwable cause = Throwables.rebuild(done.throwable());
            if (cause instanceof OutOfMemoryError) {
                throw new IsolationException(
                        "The child JVM had no memory left: " + cause + "." + remedy(cause)
                                + Troubleshooting.see("heap"),
                        cause);
            }
            throw new IsolationException(
                    "The run in the child broke off: " + cause + Troubleshooting.see("broke-off"), cause);
        }
    }

    /** More heap helps only where it is the heap. */
    private static String remedy(Throwable cause) {
        String kind = String.valueOf(cause.getMessage());
        return kind.contains("heap") || kind.startsWith("GC overhead")
                ? " Where the test needs more of it, give it more by @Isolated(jvmArgs = \"-Xmx...\")."
                : "";
    }

    /** Returns the failure of a node that waits for a message which will not come. */
    IsolationException prematureEnd(UniqueId node, boolean started) {
        String test = "\"" + JupiterIds.nameOf(node) + "\"";
        if (done != null) {
            throwIfBrokenOff();
            if (started) {
                return new IsolationException(
                        "The child started " + test + ", but JUnit reported no end of it there. It may"
                                + " have failed itself, at an exception whose getCause() or getStackTrace() throws: see what is"
                                + " reported of the class." + Troubleshooting.see("no-end"));
            }
            return new IsolationException("The child has run no test " + test + ": it was found here but not there. The"
                    + " class path, system properties or environment of the child may make a difference."
                    + Troubleshooting.see("not-found"));
        }
        if (!ready) {
            return new IsolationException(
                    endCause + whatItPrinted() + seeUnlessCauseDoes("not-ready", "\nNothing of the test has run."));
        }
        return new IsolationException("The child ended before " + test + " had finished. " + endCause + whoLeft()
                + seeUnlessCauseDoes("early-end", ""));
    }

    /**
     * Returns the failure of a run that took too long.
     *
     * @param evidence what was seen of the child from outside
     */
    IsolationException timeout(Duration timeout, UniqueId node, String evidence) {
        return new IsolationException("\"" + JupiterIds.nameOf(node) + "\" did not end within "
                + DurationText.format(timeout) + " (" + Settings.TIMEOUT + "); its child was killed. "
                + whatWasSeen(evidence) + Troubleshooting.see("timeout"));
    }

    /**
     * Returns the failure of a run in which a method has not heeded JUnit's own timeout.
     *
     * @param seen whether the method has been seen in a stack; else the child has not answered for as long as any may take
     */
    IsolationException overdue(Limit limit, boolean seen, Duration grace, UniqueId node, String evidence) {
        return new IsolationException("\"" + JupiterIds.nameOf(node) + "\" was still in "
                + (seen ? limit.method() : "a child that did not answer; at longest in " + limit.method())
                + ", which JUnit"
                + " interrupts after " + DurationText.format(limit.duration()) + " (@Timeout), "
                + DurationText.format(grace) + " (" + Settings.GRACE + ") later; its child was killed. "
                + whatWasSeen(evidence) + Troubleshooting.see("overdue"));
    }

    private String whatWasSeen(String evidence) {
        String inside = stacks == null
                ? (ready ? "The child did not answer with the stacks of its threads." : "The child was not ready yet.")
                : "The threads of the child at that time:\n\n" + stacks.stripTrailing();
        return inside + "\n\n" + evidence.stripTrailing();
    }

    /** A refused step, and what is out of memory, has its own section. */
    private String seeUnlessCauseDoes(String section, String before) {
        return String.valueOf(endCause).contains("troubleshooting.md#") ? "" : before + Troubleshooting.see(section);
    }

    private String whatItPrinted() {
        return earlyOutput.isEmpty()
                ? ""
                : "\nIt printed:\n" + earlyOutput.toString().stripTrailing();
    }

    private String whoLeft() {
        if (leavingStacks == null) {
            return "";
        }
        return leavingStacks.isBlank()
                ? "\nIt was asked to shut down, by a signal or a thread that is gone."
                : "\nIt was asked to shut down here:\n\n" + leavingStacks.stripTrailing();
    }
}
