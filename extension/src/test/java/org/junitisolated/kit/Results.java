package org.junitisolated.kit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** What a run reported, in order. */
public final class Results implements TestExecutionListener {

    /** One event; the output is what had been printed when it came. */
    public record Event(String kind, TestIdentifier test, String detail, Throwable throwable, String outBefore) {

        @Override
        public String toString() {
            return kind + " " + test.getDisplayName() + (detail.isEmpty() ? "" : " " + detail);
        }
    }

    private final ByteArrayOutputStream out;
    private final ByteArrayOutputStream err;
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final List<Map<String, String>> entries = Collections.synchronizedList(new ArrayList<>());

    Results(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        add("started", test, "", null);
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        add("skipped", test, reason, null);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        add(
                "finished",
                test,
                result.getStatus().toString(),
                result.getThrowable().orElse(null));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entries.add(entry.getKeyValuePairs());
        add("entry", test, entry.getKeyValuePairs().toString(), null);
    }

    private void add(String kind, TestIdentifier test, String detail, Throwable throwable) {
        events.add(new Event(kind, test, detail, throwable, out()));
    }

    /** All events but those of engines, as text, in the order in which they came. */
    public List<String> log() {
        return events.stream()
                .filter(event -> event.test().getParentId().isPresent())
                .map(Event::toString)
                .toList();
    }

    /** The last event of the test or container with this display name. */
    public Event last(String displayName) {
        return events.stream()
                .filter(event -> event.test().getDisplayName().equals(displayName))
                .filter(event -> !event.kind().equals("entry"))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("nothing was reported of " + displayName + ": " + log()));
    }

    /** How the test or container with this display name ended: SUCCESSFUL, FAILED, ABORTED, or "skipped". */
    public String outcome(String displayName) {
        Event event = last(displayName);
        return event.kind().equals("finished") ? event.detail() : event.kind();
    }

    /** The throwable that the test or container with this display name ended with. */
    public Throwable failure(String displayName) {
        Throwable throwable = last(displayName).throwable();
        if (throwable == null) {
            throw new AssertionError(displayName + " did not fail: " + log() + "\n" + out() + "\n" + err());
        }
        return throwable;
    }

    /** All failures, for a message. */
    public String failures() {
        StringBuilder text = new StringBuilder();
        for (Event event : List.copyOf(events)) {
            if (event.throwable() != null) {
                text.append(event).append(": ").append(event.throwable()).append('\n');
            }
        }
        return text.toString();
    }

    /** Counts finished tests with the status. */
    public long tests(String status) {
        return List.copyOf(events).stream()
                .filter(event -> event.test().isTest()
                        && event.kind().equals("finished")
                        && event.detail().equals(status))
                .count();
    }

    public List<Map<String, String>> entries() {
        return entries;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
