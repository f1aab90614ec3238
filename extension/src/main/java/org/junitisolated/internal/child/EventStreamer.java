package org.junitisolated.internal.child;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junitisolated.internal.wire.ChildExit;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.Message.Done;
import org.junitisolated.internal.wire.Message.FileEntry;
import org.junitisolated.internal.wire.Message.Finished;
import org.junitisolated.internal.wire.Message.Outcome;
import org.junitisolated.internal.wire.Message.Registered;
import org.junitisolated.internal.wire.Message.Skipped;
import org.junitisolated.internal.wire.Message.Started;

/**
 * Sends each event of a run to the parent as it happens. What the test has printed so far is flushed first, so that the parent
 * can tell on which side of the event it was printed.
 */
final class EventStreamer implements TestExecutionListener {

    private final EventSink sink;
    private final long runId;
    private final String unit;

    /** @param unit the node whose start is awaited */
    EventStreamer(EventSink sink, long runId, String unit) {
        this.sink = sink;
        this.runId = runId;
        this.unit = unit;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (!isEngine(test)) {
            send(() -> new Started(test.getUniqueId()));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        send(() -> new Skipped(test.getUniqueId(), EventTexts.text(reason)));
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier test) {
        send(() -> new Registered(
                test.getUniqueId(),
                test.getParentId().orElseThrow(),
                EventTexts.name(test.getDisplayName()),
                EventTexts.name(test.getLegacyReportingName()),
                test.isContainer(),
                test.isTest(),
                test.getTags().stream().map(TestTag::getName).collect(Collectors.toCollection(LinkedHashSet::new)),
                test.getSource().orElse(null)));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        send(() -> new Message.ReportEntry(test.getUniqueId(), EventTexts.values(entry.getKeyValuePairs())));
    }

    /** A file or directory was published. */
    void filePublished(TestIdentifier test, Path file, @Nullable String mediaType) {
        send(() -> new FileEntry(test.getUniqueId(), file.toAbsolutePath().toString(), mediaType));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (isEngine(test) && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            return;
        }
        send(() -> {
            byte[] throwable = result.getThrowable().map(TestRun::encode).orElse(null);
            return new Finished(test.getUniqueId(), outcome(result.getStatus()), throwable);
        });
    }

    /** The parent has an engine of its own, and wants to know no more of this one than what is wrong with it. */
    private static boolean isEngine(TestIdentifier test) {
        return test.getParentId().isEmpty();
    }

    private static Outcome outcome(TestExecutionResult.Status status) {
        return switch (status) {
            case SUCCESSFUL -> Outcome.SUCCESSFUL;
            case ABORTED -> Outcome.ABORTED;
            case FAILED -> Outcome.FAILED;
        };
    }

    private synchronized void send(Supplier<Message> event) {
        try {
            StandardStreams.flush();
            Message message = event.get();
            Frame frame = message.toFrame(runId);
            sink.accept(isStartOfUnit(message) ? frame.asAwaited() : frame);
        } catch (Throwable t) {
            breakOff(t);
        }
    }

    private boolean isStartOfUnit(Message message) {
        return message instanceof Started started && started.uniqueId().equals(unit);
    }

    /** JUnit goes on after whatever a listener throws; but a test whose event is lost must not go on unseen. */
    private void breakOff(Throwable reason) {
        LastWords.giveUpReserve();
        try {
            sink.breakOff(new Done(TestRun.encode(reason)).toFrame(runId));
        } catch (Throwable t) {
            LastWords.halt("an event could not be reported", t, ChildExit.EVENT_LOST);
        }
        Runtime.getRuntime().halt(ChildExit.EVENT_LOST);
    }
}
