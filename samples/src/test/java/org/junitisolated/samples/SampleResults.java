package org.junitisolated.samples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** What Maven, Gradle or an IDE would have been told of a run. */
final class SampleResults implements TestExecutionListener {

    /**
     * How one test or container ended.
     *
     * @param outcome SUCCESSFUL, ABORTED, FAILED or SKIPPED
     * @param failure what ended it, or null
     * @param skipReason why it was skipped, or empty
     */
    record Result(TestIdentifier test, String outcome, Throwable failure, String skipReason) {

        @Override
        public String toString() {
            return test.getUniqueId() + " \"" + test.getDisplayName() + "\" " + outcome
                    + (failure == null ? "" : " " + failure) + skipReason;
        }
    }

    private final List<Result> results = new ArrayList<>();
    private final Map<String, String> published = new HashMap<>();

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        results.add(new Result(test, "SKIPPED", null, reason));
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        results.add(new Result(
                test, result.getStatus().name(), result.getThrowable().orElse(null), ""));
    }

    @Override
    public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        published.putAll(entry.getKeyValuePairs());
    }

    /** Returns all tests and containers, containers behind what is in them. */
    synchronized List<Result> all() {
        return List.copyOf(results);
    }

    List<Result> tests() {
        return all().stream().filter(result -> result.test().isTest()).toList();
    }

    /** Returns the tests that ended in this way. */
    List<Result> tests(String outcome) {
        return tests().stream()
                .filter(result -> result.outcome().equals(outcome))
                .toList();
    }

    /** Returns the test with this display name. */
    Result test(String displayName) {
        return tests().stream()
                .filter(result -> result.test().getDisplayName().equals(displayName))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no test " + displayName + " in " + all()));
    }

    /** Returns what the tests said through their {@code TestReporter}. */
    synchronized Map<String, String> published() {
        return Map.copyOf(published);
    }
}
