package org.junitisolated.internal.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junitisolated.IsolationException;
import org.junitisolated.internal.launch.ChildEvent;
import org.junitisolated.internal.launch.ChildSpec;
import org.junitisolated.internal.launch.Troubleshooting;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.LeakSearch;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.PublishedPort;
import org.opentest4j.TestAbortedException;

/**
 * One run of one unit, or of a part of it, in a child of its own, as the nodes of the parent's tree see it: each takes the messages that are
 * its own, in order. Whoever waits for a message also prints what the child prints meanwhile, since build tools attribute
 * output by thread.
 *
 * <p>A run that breaks (no child, a timeout, an early end) fails whoever waits for it, then and later.
 */
final class Run implements AutoCloseable {

    private final PlanRuns plan;
    private final WantedChild wanted;
    private final long id;
    private final JupiterIds ids;
    private final UniqueId unit;
    private final List<UniqueId> parts;
    private final Inboxes inboxes;
    private final OverdueWatch watch;
    private final RunProgress progress = new RunProgress();
    private @Nullable Path files;
    private @Nullable ChildOfRun child;
    private @Nullable RuntimeException fault;
    private boolean faultTold;
    private boolean started;
    private boolean endsLater;

    /**
     * Creates the run; it is started when it is needed.
     *
     * @param node the node that the run is for
     * @param parts what of the unit is to be executed, in this order; may still grow until the run is started
     */
    Run(PlanRuns plan, WantedChild wanted, TestDescriptor node, List<UniqueId> parts) {
        this.plan = plan;
        this.wanted = wanted;
        this.unit = node.getUniqueId();
        this.parts = parts;
        this.inboxes = new Inboxes(parts);
        this.watch = plan.watchOver(node);
        this.id = plan.nextRunId();
        this.ids = JupiterIds.of(unit);
    }

    PlanRuns plan() {
        return plan;
    }

    /** Translates a unique id of the child's. */
    UniqueId idInParent(String childId) {
        return ids.toParent(childId);
    }

    /** Fails whoever waits for this run, and starts no child. */
    synchronized void refuse(IsolationException reason) {
        started = true;
        fault = reason;
        plan.upcoming().remove(this);
    }

    /** Starts the child, unless that has been done. Its failure shows when a message is waited for. */
    synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        plan.endings().await();
        startDeadline();
        plan.upcoming().remove(this);
        try {
            child = ChildOfRun.start(plan, wanted);
            plan.settings().debugPort().ifPresent(this::announceDebugger);
        } catch (RuntimeException e) {
            fault = e;
        }
        plan.standBy();
    }

    /** Returns the child that this run will ask for; empty where what is wrong with it is to be told in its time. */
    Optional<ChildSpec> upcomingSpec() {
        try {
            return ChildOfRun.upcomingSpec(plan, wanted);
        } catch (IsolationException e) {
            return Optional.empty();
        }
    }

    /** Nothing else happens until somebody attaches; the JVM itself tells when that can be done. */
    private void announceDebugger(int port) {
        System.out.println("junit-isolated: \"" + JupiterIds.nameOf(unit) + "\" waits for a debugger at port " + port
                + " of 127.0.0.1 (" + Settings.DEBUG + ")");
    }

    /** Starts the time that this run may take; anew if the run was started before its turn had come. */
    synchronized void startDeadline() {
        progress.startDeadline(plan.settings().timeout());
    }

    /** Waits until one of these nodes has a message; empty if the run ends before. */
    synchronized Optional<UniqueId> awaitAny(Collection<UniqueId> nodes) {
        start();
        while (true) {
            Optional<UniqueId> ready = inboxes.firstReady(nodes);
            if (ready.isPresent() || fault != null || progress.isOver()) {
                return ready;
            }
            pump(nodes.iterator().next());
        }
    }

    /**
     * Takes the next message of a node, and waits for it if need be. The unit goes on in the child only when its start is
     * taken here: a run may have been started before the unit's turn had come, when others held its locks.
     */
    synchronized Message take(UniqueId node) {
        if (awaitAny(List.of(node)).isEmpty()) {
            throw unfinished(node);
        }
        Message message = inboxes.poll(node).orElseThrow();
        if (isStartOfUnit(message)) {
            sendSeen();
        }
        return message;
    }

    /** A shared child can do a part of what comes next while this test runs. */
    private void announce(Run next) {
        if (child != null && child.serves(next.upcomingSpec())) {
            child.announce(new Command.Prepare(next.partsInChild(), next.configuration(true)));
        }
    }

    private List<String> partsInChild() {
        return parts.stream().map(ids::toChild).toList();
    }

    private Map<String, String> configuration(boolean shared) {
        return plan.configurationFor(unit, files(), shared);
    }

    /** Returns the directory for files that the run publishes. */
    private synchronized Path files() {
        Path found = files;
        if (found == null) {
            found = plan.newPath("files-");
            files = found;
        }
        return found;
    }

    /** Takes the next message of a node only if it is there and is something published. */
    synchronized Optional<Message.Published> pollPublished(UniqueId node) {
        return inboxes.poll(node, Message.Published.class);
    }

    /** Takes the next thing that was published for a node after its end, such as by a resource that outlived the test. */
    synchronized Optional<Message.Published> pollLate() {
        return inboxes.pollLate();
    }

    /** Takes the next message of a node only if it is there and tells of a node below, or is something published. */
    synchronized Optional<Message> pollAnnouncement(UniqueId node) {
        return inboxes.poll(node, Message.Registered.class)
                .map(Message.class::cast)
                .or(() -> pollPublished(node));
    }

    /** Publishes here what a node has published in the child. */
    void publish(Message.Published published, TestDescriptor node, EngineExecutionContext context) {
        if (published instanceof Message.ReportEntry entry) {
            ReportEntries.publish(entry, node, context);
        } else if (published instanceof Message.FileEntry entry) {
            plan.files().publish(entry, files(), node, context);
        }
    }

    /** Returns the nodes above one of the unit's, up to the unit itself, the nearest first; none for one outside. */
    List<TestDescriptor> nodesAbove(TestDescriptor node) {
        List<TestDescriptor> above = new ArrayList<>();
        Optional<TestDescriptor> current = node.getParent();
        while (current.isPresent() && current.get().getUniqueId().hasPrefix(unit)) {
            above.add(current.get());
            current = current.get().getParent();
        }
        return above;
    }

    /** Takes a message of a node only if it is there. */
    synchronized Optional<Message> poll(UniqueId node) {
        return inboxes.poll(node);
    }

    /**
     * Waits until the result is final. That is so when the child and all that it has started are gone; or before, where
     * nothing can be left of it and nothing more be said: then the plan waits for its end, before the next run begins.
     *
     * @throws RuntimeException when the run did not come to its end
     */
    synchronized void awaitEnd() {
        while (fault == null && !progress.isOver()) {
            pump(unit);
        }
        if (fault != null || !progress.isDone()) {
            throw unfinished(unit);
        }
        progress.startDeadline(plan.settings().grace());
        if (child != null && child.isShared()) {
            close();
        } else if (child != null
                && child.isResultFinalWhenDone()
                && plan.endings().add(this)) {
            endsLater = true;
        } else {
            awaitEndOfChild();
        }
        if (child != null && child.hasLeftProcesses()) {
            throw new IsolationException("The test started processes that could not be killed and are still there."
                    + Troubleshooting.see("left-processes"));
        }
        progress.throwIfBrokenOff();
    }

    /** Waits until the child is gone, which has done its run; one that does not exit in time is killed. */
    synchronized void awaitEndOfChild() {
        while (fault == null && !progress.isEnded() && !progress.isTimeOver()) {
            pollChild();
        }
        if (!progress.isEnded()) {
            System.err.println("junit-isolated: the child of \"" + JupiterIds.nameOf(unit) + "\" did not exit within "
                    + DurationText.format(plan.settings().grace()) + " (" + Settings.GRACE
                    + ") after its run, and was killed;"
                    + " its shutdown hooks may not have come to their end");
        }
        endsLater = false;
        close();
    }

    /** Ends the child, if it is still there and has not been left to the plan. */
    @Override
    public synchronized void close() {
        plan.upcoming().remove(this);
        if (child != null && !endsLater) {
            child.end();
        }
        if (fault == null && !progress.isDone()) {
            fault = new IsolationException("The run was ended before it was done.");
        }
    }

    /** Returns what the report is to say of this run as a whole; complete when it has ended. */
    synchronized Map<String, String> reportEntries() {
        Map<String, String> entries = new LinkedHashMap<>(LeakText.entries(progress.leaks()));
        if (child != null) {
            entries.putAll(child.reportEntries());
        }
        return entries;
    }

    /** Fails where this run has left something behind, and that is to be a failure. */
    synchronized void failIfLeaking() {
        if (plan.settings().leaks() == LeakPolicy.FAIL && !progress.leaks().isEmpty()) {
            throw LeakText.failure(JupiterIds.nameOf(unit), progress.leaks());
        }
    }

    /** Returns the file in which the child's JVM says why it crashed; empty if it has not. */
    synchronized Optional<Path> crashFile() {
        return Optional.ofNullable(child).flatMap(ChildOfRun::crashFile);
    }

    /** Tells whether some node has failed because the child was lost, in a test and not before. */
    synchronized boolean isLost() {
        return faultTold && progress.isReady() && !progress.isDoneWell();
    }

    /** Tells whether some node has failed because this run broke. */
    synchronized boolean hasToldFault() {
        return faultTold;
    }

    /** Fails a node that shares this run with another one, at which it broke. */
    synchronized void failIfFaultTold(UniqueId node) {
        if (faultTold) {
            throw new IsolationException(
                    "\"" + JupiterIds.nameOf(node) + "\" was not run: all tests of \""
                            + JupiterIds.nameOf(unit)
                            + "\" share one child, which was lost in an earlier one." + Troubleshooting.see("not-run"),
                    fault);
        }
    }

    private RuntimeException unfinished(UniqueId node) {
        if (fault == null) {
            fault = progress.prematureEnd(node, inboxes.hasStarted(node));
        }
        faultTold = true;
        return fault;
    }

    /** What has come already counts, however late it is looked at; but there may be no end of it. */
    private void pump(UniqueId waiting) {
        boolean found = pollChild();
        long now = System.nanoTime();
        if (fault != null) {
            return;
        } else if (progress.isTimeOver()) {
            if (!found || !progress.acceptsLateEvent()) {
                breakOff(evidence -> progress.timeout(plan.settings().timeout(), waiting, evidence));
            }
        } else if (progress.isReady() && watch.isTimeToLook(now)) {
            lookForOverdue(now, waiting);
        }
    }

    private void lookForOverdue(long now, UniqueId waiting) {
        Optional<MethodTimeouts.Limit> overdue = watch.overdueAt(now);
        if (overdue.isPresent()) {
            boolean seen = watch.knowsWhere();
            breakOff(evidence ->
                    progress.overdue(overdue.get(), seen, plan.settings().grace(), waiting, evidence));
        } else {
            sendUnlessEnded(new Command.DumpStacks());
            watch.askedAt(now);
        }
    }

    /** Handles the next event, if one comes in time. */
    private boolean pollChild() {
        try {
            ChildEvent event = child == null ? null : child.poll(millisecondsToWait());
            if (event instanceof ChildEvent.Output output) {
                progress.printed(output);
            } else if (event instanceof ChildEvent.Received received) {
                requireOwn(received);
                handle(received);
            } else if (event instanceof ChildEvent.Ended end) {
                progress.ended(end.cause());
            }
            return event != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fault = new IsolationException(
                    "The thread that waited for the child was interrupted." + Troubleshooting.see("connection"), e);
        } catch (IsolationException | TestAbortedException e) {
            fault = e; // What the machine refuses is known only now.
        }
        return true;
    }

    private void requireOwn(ChildEvent.Received received) {
        boolean ready = received.message() instanceof Message.Ready;
        // What a shared child has printed is no message any more by then, and no other sends such.
        boolean printed = received.message() instanceof Message.Printed;
        if (printed || (ready && progress.isReady()) || received.runId() != (ready ? Frame.WHOLE_CHILD : id)) {
            throw Replay.outOfPlace(received.message());
        }
    }

    private long millisecondsToWait() {
        return Math.min(progress.millisecondsLeft(), watch.millisecondsToLook(System.nanoTime()));
    }

    private void handle(ChildEvent.Received received) {
        Message message = received.message();
        if (message instanceof Message.Ready ready) {
            progress.ready();
            watch.eventAt(System.nanoTime());
            if (ready.protocolVersion() != Frame.PROTOCOL_VERSION) {
                fault = new IsolationException("The child runs another version of junit-isolated (protocol "
                        + ready.protocolVersion() + ", here " + Frame.PROTOCOL_VERSION
                        + "): there are several of its jars on the class path. Leave one."
                        + Troubleshooting.see("version"));
                return;
            }
            List<PublishedPort> ports = child == null ? List.of() : child.publishedPorts();
            LeakSearch leakSearch = child == null ? LeakSearch.NONE : child.leakSearch();
            sendUnlessEnded(new Command.Run(
                    ids.toChild(unit),
                    partsInChild(),
                    configuration(child != null && child.isShared()),
                    ports,
                    leakSearch));
            plan.next().ifPresent(this::announce);
        } else if (message.isEvent()) {
            deliver(message, received.awaited());
        } else if (message instanceof Message.Stacks stacks) {
            progress.answered(stacks.stacks());
            watch.answeredAt(System.nanoTime(), stacks.stacks());
        } else {
            progress.take(message);
        }
    }

    private void deliver(Message message, boolean awaited) {
        watch.eventAt(System.nanoTime());
        UniqueId owner = ids.toParent(MessageOwner.of(message));
        if (message instanceof Message.Started) {
            watch.started(owner);
        }
        if (!inboxes.isKnown(owner)) {
            fault = new IsolationException("The child reported of " + owner
                    + ", of which nothing was known here: an event has been lost." + Troubleshooting.see("connection"));
            return;
        }
        if (message instanceof Message.Registered registered) {
            inboxes.register(ids.toParent(registered.uniqueId()));
        }
        if (message instanceof Message.Finished && JupiterIds.isTest(owner) && child != null) {
            child.countTest();
        }
        inboxes.add(owner, message);
        if (awaited && !isStartOfUnit(message)) {
            sendSeen();
        }
    }

    private boolean isStartOfUnit(Message message) {
        return message instanceof Message.Started started && started.uniqueId().equals(ids.toChild(unit));
    }

    /** Lets the test go on. */
    private void sendSeen() {
        sendUnlessEnded(new Command.Seen());
    }

    /** A child that is gone needs no command any more, and its end is the next event. */
    private void sendUnlessEnded(Command command) {
        try {
            send(command);
        } catch (IOException e) {
            // As said: the end follows.
        }
    }

    /** Ends a run that takes too long, after what can be seen of it has been taken down. */
    private void breakOff(Function<String, IsolationException> reason) {
        String evidence =
                Optional.ofNullable(child).flatMap(ChildOfRun::liveEvidence).orElse("");
        progress.startDeadline(plan.settings().grace());
        if (progress.isReady()) {
            progress.asksForStacks();
            sendUnlessEnded(new Command.DumpStacks());
        }
        while (fault == null && progress.awaitsStacks() && !progress.isTimeOver()) {
            pollChild();
        }
        fault = reason.apply(evidence);
        close();
    }

    private void send(Command command) throws IOException {
        if (child != null) {
            child.send(command, id);
        }
    }
}
