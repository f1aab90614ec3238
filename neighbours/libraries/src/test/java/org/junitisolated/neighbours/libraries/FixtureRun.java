package org.junitisolated.neighbours.libraries;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs test classes as Maven, Gradle and IDEs do, and tells what these would have been told. */
final class FixtureRun {

    private final TestExecutionSummary summary;

    private FixtureRun(TestExecutionSummary summary) {
        this.summary = summary;
    }

    static FixtureRun isolated(Class<?>... testClasses) {
        return run("true", testClasses);
    }

    /** Runs isolated tests as if they were plain ones. */
    static FixtureRun plain(Class<?>... testClasses) {
        return run("false", testClasses);
    }

    private static FixtureRun run(String isolated, Class<?>... testClasses) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("isolated.enabled", isolated);
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(Arrays.stream(testClasses)
                                        .map(DiscoverySelectors::selectClass)
                                        .toList())
                                .configurationParameters(parameters)
                                .build(),
                        listener);
        return new FixtureRun(listener.getSummary());
    }

    long succeeded() {
        return summary.getTestsSucceededCount();
    }

    List<Throwable> failures() {
        return summary.getFailures().stream()
                .map(TestExecutionSummary.Failure::getException)
                .toList();
    }

    /** Describes the run, for assertions that fail. */
    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        summary.printTo(new PrintWriter(text));
        summary.printFailuresTo(new PrintWriter(text));
        return text.toString();
    }
}
