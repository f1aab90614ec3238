package org.junitisolated.internal.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junitisolated.Isolated.Unavailable;
import org.junitisolated.IsolationException;
import org.junitisolated.internal.launch.ChildEvent;
import org.junitisolated.internal.launch.ChildSpec;
import org.junitisolated.internal.launch.Refusal;
import org.junitisolated.internal.launch.RunningChild;
import org.junitisolated.internal.launch.UnusableLauncherException;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.LeakSearch;
import org.junitisolated.internal.wire.Message.Begun;
import org.junitisolated.internal.wire.Message.Ready;
import org.junitisolated.internal.wire.PublishedPort;
import org.opentest4j.TestAbortedException;

/**
 * The child of a run. Where the machine refuses what it asks for, nothing of it has run, and the test's policy decides: the
 * run fails, is aborted, or gets another child with less. Once a child has said that it is ready, it is the last.
 */
final class ChildOfRun {

    /** The report entries about a run as a whole. */
    private static final String ENTRY_UNAVAILABLE = "isolated.unavailable";

    private static final String ENTRY_LIMITS = "isolated.limits";
    private static final String ENTRY_KILLED_FOR_MEMORY = "isolated.oom";

    private final PlanRuns plan;
    private final Unavailable policy;
    private final ChildSpec wanted;
    private Attempt attempt;
    private @Nullable RunningChild child;
    private @Nullable Suspicion suspicion;
    private boolean ready;
    private boolean begun;
    private boolean ended;

    /** That a class archive may be to blame for the end of a child which was started with it. */
    private record Suspicion(Path archive, String cause) {}

    private ChildOfRun(PlanRuns plan, Unavailable policy, ChildSpec wanted) {
        this.plan = plan;
        this.policy = policy;
        this.wanted = wanted;
        this.attempt = nextAttempt();
    }

    /**
     * Starts a child.
     *
     * @throws IsolationException where something is wrong with what is wanted, or the machine refuses it
     * @throws TestAbortedException where the machine refuses it and the test is to be skipped then
     */
    static ChildOfRun start(PlanRuns plan, WantedChild wanted) {
        ChildOfRun started = new ChildOfRun(plan, wanted.policy(plan.settings()), wanted.spec(plan.settings()));
        started.tryNext(false);
        return started;
    }

    /**
     * Returns the child that a run would ask for now, if there is to be one.
     *
     * @throws IsolationException where something is wrong with what is wanted
     */
    static Optional<ChildSpec> upcomingSpec(PlanRuns plan, WantedChild wanted) {
        ChildOfRun next = new ChildOfRun(plan, wanted.policy(plan.settings()), wanted.spec(plan.settings()));
        return next.attempt.withLauncher() && !next.isToBeSkipped()
                ? Optional.of(next.attempt.spec())
                : Optional.empty();
    }

    /** Where tests go on without what is refused, what has been refused to one is not tried again for another. */
    private Attempt nextAttempt() {
        return policy == Unavailable.FAIL
                ? Attempt.at(wanted)
                : plan.unavailability().attemptAt(wanted);
    }

    private boolean isToBeSkipped() {
        return policy == Unavailable.SKIP && attempt.isDegraded();
    }

    private void tryNext(boolean anew) {
        attempt = nextAttempt();
        if (isToBeSkipped()) {
            throw aborted(attempt.refusals().get(0));
        }
        try {
            child = plan.launch(attempt, anew);
        } catch (UnusableLauncherException e) {
            refused(e.refusal());
        }
    }

    /** Tells whether a child has ended for what may not happen to a plain one: only that one's end is the test's affair. */
    private boolean isToBeReplaced(ChildEvent.Ended end) {
        if (child == null) {
            return false;
        }
        Optional<Path> archive = end.refusal().isEmpty() ? child.archive() : Optional.empty();
        if (archive.isPresent()) {
            suspicion = new Suspicion(archive.get(), end.cause());
        }
        return archive.isPresent() || child.wasStartedAhead();
    }

    /** A child without it gets further: then the archive is to blame, and not what they have in common. */
    private void discardSuspectedArchive() {
        if (suspicion != null) {
            plan.discardArchive(suspicion.archive(), suspicion.cause());
            suspicion = null;
        }
    }

    private void startAnew() {
        end();
        ended = false;
        ready = false;
        tryNext(true);
    }

    private void refused(Refusal refusal) {
        if (policy == Unavailable.FAIL) {
            throw new IsolationException(refusal.explanation());
        }
        plan.unavailability().refused(attempt, refusal);
        startAnew();
    }

    private static TestAbortedException aborted(Refusal refusal) {
        return new TestAbortedException(refusal.explanation());
    }

    /**
     * Waits for the next event; null when the time is over, or another child had to be started.
     *
     * @throws TestAbortedException where the machine refuses what is wanted and the test is to be skipped then
     */
    @Nullable
    ChildEvent poll(long milliseconds) throws InterruptedException {
        ChildEvent event = child == null || ended ? null : child.poll(milliseconds);
        if (event instanceof ChildEvent.Received received) {
            if (received.message() instanceof Ready) {
                ready = true;
                discardSuspectedArchive();
            }
            begun = begun || received.message() instanceof Begun;
        } else if (event instanceof ChildEvent.Ended end && !begun && isToBeReplaced(end)) {
            startAnew();
            return null;
        } else if (event instanceof ChildEvent.Ended end
                && end.refusal().isPresent()
                && !ready
                && policy != Unavailable.FAIL) {
            refused(end.refusal().get());
            return null;
        }
        return event;
    }

    /** Tells whether the child goes on after the run. */
    boolean isShared() {
        return child != null && child.isShared();
    }

    /** Sends a command, unless the child has been ended. */
    void send(Command command, long runId) throws IOException {
        if (child != null && !ended) {
            child.send(command, runId);
        }
    }

    /** Tells whether the child serves other runs, too, that ask for such a one. */
    boolean serves(Optional<ChildSpec> spec) {
        return isShared() && !ended && spec.equals(Optional.of(attempt.spec()));
    }

    /** Tells a child that serves many runs what comes next. */
    void announce(Command.Prepare next) {
        if (child != null && !ended) {
            child.announce(next);
        }
    }

    /** Returns where the host reaches ports that the test publishes. */
    List<PublishedPort> publishedPorts() {
        List<PublishedPort> all = child == null ? List.of() : child.publishedPorts();
        // The launcher also publishes a port for a debugger, which is none of the test's.
        return all.stream().filter(port -> attempt.spec().publishes(port)).toList();
    }

    /** Says what can be seen of the child from outside while it lives. */
    Optional<String> liveEvidence() {
        return child == null || ended ? Optional.empty() : Optional.of(child.liveEvidence());
    }

    /** Returns what the child is to look for at the end of the run. */
    LeakSearch leakSearch() {
        return plan.settings().leaks() == LeakPolicy.OFF
                ? LeakSearch.NONE
                : new LeakSearch(true, attempt.spec().ownTemporaryDirectories());
    }

    /** Ends the child, if it is still there. */
    void end() {
        if (child != null && !ended) {
            plan.end(child);
        }
        ended = true;
    }

    /**
     * Tells whether nothing can be added to the result once the child has said that its run is done: its processes end with
     * their PID namespace, and no limit is there to be reached.
     */
    boolean isResultFinalWhenDone() {
        ChildSpec spec = attempt.spec();
        return attempt.withLauncher()
                && spec.hasOwnProcesses()
                && spec.limits().memory().isEmpty();
    }

    /** Tells, after the end, whether something that the child started could not be killed. */
    boolean hasLeftProcesses() {
        return child != null && child.hasLeftProcesses();
    }

    /** Returns the file in which the child's JVM says why it crashed; empty if it has not. */
    Optional<Path> crashFile() {
        return Optional.ofNullable(child).flatMap(RunningChild::crashFile);
    }

    /** Counts a test that has ended, if it had less than it wanted, or limits that do not hold for all of it. */
    void countTest() {
        if (attempt.isDegraded()) {
            plan.unavailability().countTest(attempt);
        }
        Optional.ofNullable(child)
                .flatMap(RunningChild::limitsNotHeld)
                .ifPresent(text -> plan.unavailability().countTestWithoutLimits(text));
    }

    /** Returns what the report is to say of the run as a whole. */
    Map<String, String> reportEntries() {
        Map<String, String> entries = new LinkedHashMap<>();
        if (attempt.isDegraded()) {
            entries.put(ENTRY_UNAVAILABLE, attempt.describe());
        }
        Optional.ofNullable(child)
                .flatMap(RunningChild::limitsNotHeld)
                .ifPresent(text -> entries.put(ENTRY_LIMITS, text));
        Optional.ofNullable(child)
                .flatMap(RunningChild::killedForMemory)
                .ifPresent(text -> entries.put(ENTRY_KILLED_FOR_MEMORY, text));
        return entries;
    }
}
