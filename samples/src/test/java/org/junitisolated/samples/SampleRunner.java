package org.junitisolated.samples;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes as Maven, Gradle and IDEs do: through the JUnit Platform Launcher. Isolation enters there;
 * {@code EngineTestKit} goes past it.
 */
final class SampleRunner {

    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, String> systemProperties = new HashMap<>();

    private SampleRunner() {
        parameters.put("isolated.enabled", "true");
        parameters.put("isolated.timeout", "2m");
    }

    static SampleRunner isolated() {
        return new SampleRunner();
    }

    /** Runs isolated tests as if they were plain ones. */
    static SampleRunner plain() {
        return new SampleRunner().parameter("isolated.enabled", "false");
    }

    SampleRunner parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /** Lets this many tests that allow it run at the same time. */
    SampleRunner inParallel(int tests) {
        return parameter("junit.jupiter.execution.parallel.enabled", "true")
                .parameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .parameter("junit.jupiter.execution.parallel.config.fixed.parallelism", Integer.toString(tests));
    }

    /** Tells the tests something: a child starts with the system properties that its parent has at that time. */
    SampleRunner tell(String systemProperty, Object value) {
        systemProperties.put(systemProperty, value.toString());
        return this;
    }

    SampleResults run(Class<?>... testClasses) {
        SampleResults results = new SampleResults();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(testClasses)
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .configurationParameters(parameters)
                .build();
        systemProperties.forEach(System::setProperty);
        try {
            LauncherFactory.create().execute(request, results);
        } finally {
            systemProperties.keySet().forEach(System::clearProperty);
        }
        return results;
    }
}
