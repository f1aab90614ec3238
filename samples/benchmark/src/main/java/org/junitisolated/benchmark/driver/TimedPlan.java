package org.junitisolated.benchmark.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes with the JUnit Platform, and tells for each test when it started and when it finished, as this JVM's
 * listeners were told. Takes the classes' names; configuration parameters are system properties.
 */
public final class TimedPlan implements TestExecutionListener {

    /** Begins the line of a test that passed; its class follows, and its start and its end in nanoseconds. */
    public static final String PASSED = "passed ";

    private final Map<String, Long> starts = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private boolean failed;

    private TimedPlan() {}

    /** Runs the classes; the exit code tells whether all tests passed. */
    public static void main(String[] testClasses) {
        List<ClassSelector> selectors =
                Arrays.stream(testClasses).map(DiscoverySelectors::selectClass).toList();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
        TimedPlan plan = new TimedPlan();
        LauncherFactory.create().execute(request, plan);
        // Not before the end: printing would take time between two tests.
        plan.lines.forEach(System.out::println);
        System.exit(plan.failed ? 1 : 0);
    }

    @Override
    public synchronized void executionStarted(TestIdentifier test) {
        starts.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        long end = System.nanoTime();
        Long start = starts.get(test.getUniqueId());
        if (result.getStatus() != Status.SUCCESSFUL) {
            failed = true;
            lines.add("failed " + test.getUniqueId() + ": " + result);
        } else if (test.isTest() && start != null) {
            lines.add(PASSED + className(test) + " " + start + " " + end);
        }
    }

    private static String className(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getClassName())
                .orElse("unknown");
    }
}
