package org.junitisolated.internal.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.UniqueId;
import org.junitisolated.IsolationException;
import org.junitisolated.internal.launch.Child;
import org.junitisolated.internal.launch.ChildLauncher;
import org.junitisolated.internal.launch.ChildSpec;

/**
 * What the runs of one plan have in common: the settings, the configuration of the plans inside the children, the
 * launcher of children. Costs nothing until the first run.
 */
final class PlanRuns implements AutoCloseable {

    /** The parent's platform captures what the runs print here; a child that did so too would report it twice. */
    private static final Map<String, String> NO_CAPTURING =
            Map.of("junit.platform.output.capture.stdout", "false", "junit.platform.output.capture.stderr", "false");

    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

    private final ConfigurationParameters parameters;
    private final Settings settings;
    private final @Nullable IsolationException fault;
    private final ChildLauncher launcher;
    private final AtomicLong lastRunId = new AtomicLong();

    private PlanRuns(ConfigurationParameters parameters, Settings settings, @Nullable IsolationException fault) {
        this.parameters = parameters;
        this.settings = settings;
        this.fault = fault;
        this.launcher = new ChildLauncher(settings.launcher(), settings.cache());
    }

    /** Wrong settings are for the isolated tests to report: the platform swallows what a listener throws. */
    static PlanRuns of(ConfigurationParameters parameters) {
        try {
            return new PlanRuns(parameters, Settings.from(parameters), null);
        } catch (IsolationException e) {
            return new PlanRuns(parameters, Settings.despiteErrors(parameters), e);
        }
    }

    ConfigurationParameters parameters() {
        return parameters;
    }

    Settings settings() {
        return settings;
    }

    /** Starts a child, or fails with what stands in the way. */
    Child launch(ChildSpec spec) {
        if (fault != null) {
            throw fault;
        }
        return launcher.launch(spec);
    }

    void end(Child child) {
        launcher.end(child);
    }

    long nextRunId() {
        return lastRunId.incrementAndGet();
    }

    /** Returns the parameters for the plan inside the child of a unit. System properties get there by themselves. */
    Map<String, String> configurationFor(UniqueId unit) {
        Map<String, String> configuration = new HashMap<>();
        for (String key : parameters.keySet()) {
            parameters
                    .get(key)
                    .filter(value -> !value.equals(System.getProperty(key)))
                    .ifPresent(value -> configuration.put(key, value));
        }
        configuration.putAll(NO_CAPTURING);
        if (IsolatedTests.isClass(unit)) {
            // Only so do output and durations belong to the test that is being reported.
            configuration.put(PARALLEL, "false");
        }
        return configuration;
    }

    @Override
    public void close() {
        launcher.close();
    }
}
