package org.junitisolated.neighbours.postgresql;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the tests of a class as Maven, Gradle and IDEs do, all at the same time, and tells what these would have been told. */
final class FixtureRun {

    /** As many as each of the classes has. */
    static final int TESTS = 4;

    private final SummaryGeneratingListener summary = new SummaryGeneratingListener() {
        @Override
        public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            synchronized (published) {
                published.putAll(entry.getKeyValuePairs());
            }
        }
    };

    private final Map<String, String> published = new HashMap<>();

    private FixtureRun() {}

    /** Tells the tests a name, and where to meet: a child starts with the system properties that its parent has. */
    static FixtureRun of(Class<?> testClass, String name) throws IOException {
        // Not in /tmp: the tests have a /tmp of their own.
        Path meetingPoint = Files.createTempDirectory(Path.of("target"), "meeting-point-");
        System.setProperty("meeting.point", meetingPoint.toString());
        System.setProperty("server.name", name);
        try {
            FixtureRun run = new FixtureRun();
            run.execute(testClass);
            return run;
        } finally {
            System.clearProperty("meeting.point");
            System.clearProperty("server.name");
        }
    }

    static void meetTheOthers() throws Exception {
        new MeetingPoint(Path.of(System.getProperty("meeting.point"))).meet(TESTS);
    }

    private void execute(Class<?> testClass) {
        Map<String, String> parameters = Map.of(
                "isolated.enabled", "true",
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", Integer.toString(TESTS));
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(testClass))
                                .configurationParameters(parameters)
                                .build(),
                        summary);
    }

    long succeeded() {
        return summary.getSummary().getTestsSucceededCount();
    }

    /** Returns what the tests said through their {@code TestReporter}. */
    Map<String, String> published() {
        synchronized (published) {
            return Map.copyOf(published);
        }
    }

    /** Describes the run, for assertions that fail. */
    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        summary.getSummary().printTo(new PrintWriter(text));
        summary.getSummary().printFailuresTo(new PrintWriter(text));
        return text.toString();
    }
}
