package org.junitisolated.internal.plan;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.TestPlan;
import org.junitisolated.IsolationException;
import org.junitisolated.internal.launch.ChildLauncher;
import org.junitisolated.internal.launch.LaunchOptions;
import org.junitisolated.internal.launch.RunningChild;
import org.junitisolated.internal.launch.UnusableLauncherException;

/**
 * What the runs of one plan have in common: the settings, the configuration of the plans inside the children, the
 * launcher of children. Costs nothing until the first run.
 */
final class PlanRuns implements AutoCloseable {

    /** The parent's platform captures what the runs print here; a child that did so too would report it twice. */
    private static final Map<String, String> NO_CAPTURING =
            Map.of("junit.platform.output.capture.stdout", "false", "junit.platform.output.capture.stderr", "false");

    private static final String OUTPUT_DIRECTORY = "junit.platform.reporting.output.dir";
    private static final String TIMEOUT_MODE = "junit.jupiter.execution.timeout.mode";
    private static final String INTERCEPTORS = "junit.platform.launcher.interceptors.enabled";
    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

    private final ConfigurationParameters parameters;
    private final Map<String, String> given = new HashMap<>();
    private final PublishedFiles files;
    private final Settings settings;
    private final @Nullable IsolationException fault;
    private final DisabledTests disabledTests;
    private final DebuggerTurns debuggerTurns;
    private final UpcomingRuns upcoming = new UpcomingRuns();
    private final Endings endings;
    private final Unavailability unavailability = new Unavailability();
    private final AtomicLong lastRunId = new AtomicLong();
    private @Nullable ChildLauncher launcher;

    private PlanRuns(TestPlan plan, Settings settings, @Nullable IsolationException fault) {
        this.parameters = plan.getConfigurationParameters();
        parameters.keySet().forEach(key -> parameters.get(key).ifPresent(value -> given.put(key, value)));
        this.files = new PublishedFiles(plan);
        this.settings = settings;
        this.fault = fault;
        this.endings = new Endings(!isParallel() && settings.debugPort().isEmpty());
        this.disabledTests = new DisabledTests(parameters);
        this.debuggerTurns = new DebuggerTurns(settings.debugPort().isPresent());
    }

    /** Wrong settings are for the isolated tests to report: the platform swallows what a listener throws. */
    static PlanRuns of(TestPlan plan) {
        ConfigurationParameters parameters = plan.getConfigurationParameters();
        try {
            return new PlanRuns(plan, Settings.from(parameters), null);
        } catch (IsolationException e) {
            return new PlanRuns(plan, Settings.despiteErrors(parameters), e);
        }
    }

    DisabledTests disabledTests() {
        return disabledTests;
    }

    Settings settings() {
        return settings;
    }

    Unavailability unavailability() {
        return unavailability;
    }

    /** Returns the watch over methods that JUnit's own time limits hold for; with a debugger there are no limits. */
    OverdueWatch watchOver(TestDescriptor unit) {
        return new OverdueWatch(
                () -> settings.debugPort().isPresent() ? List.of() : MethodTimeouts.of(unit, parameters),
                settings.grace());
    }

    /** A launcher interceptor is the user's code, and cannot be kept out of what a child runs to warm up. */
    private boolean interceptsLaunchers() {
        return parameters.getBoolean(INTERCEPTORS).orElse(false);
    }

    private boolean isParallel() {
        return parameters.getBoolean(PARALLEL).orElse(false);
    }

    Endings endings() {
        return endings;
    }

    UpcomingRuns upcoming() {
        return upcoming;
    }

    private synchronized ChildLauncher launcher() {
        ChildLauncher found = launcher;
        if (found == null) {
            found = new ChildLauncher(new LaunchOptions(
                    settings.launcher(),
                    settings.cache(),
                    settings.debugPort(),
                    !interceptsLaunchers(),
                    settings.grace(),
                    settings.archive()));
            launcher = found;
        }
        return found;
    }

    /** The tree is complete: what is disabled in it needs no child, and the first children may be made ready. */
    void begin() {
        if (upcoming.isEmpty()) {
            return;
        }
        upcoming.removeDisabled(unit -> disabledTests.skipResult(unit).isPresent());
        standBy();
    }

    /** Has children made ready for the runs that come next. With a debugger's port there is one child at a time. */
    void standBy() {
        if (fault == null && settings.standby() > 0 && settings.debugPort().isEmpty()) {
            launcher()
                    .standBy(upcoming.next(settings.standby()).stream()
                            .flatMap(run -> run.upcomingSpec().stream())
                            .toList());
        }
    }

    /** Returns the run that comes next, if that is certain enough. */
    Optional<Run> next() {
        return isParallel() ? Optional.empty() : upcoming.next(1).stream().findFirst();
    }

    /**
     * Starts a child, or fails with what stands in the way.
     *
     * @param anew whether one that has been started ahead, or with a class archive, will not do
     * @throws UnusableLauncherException where this machine runs no launcher
     */
    RunningChild launch(Attempt attempt, boolean anew) throws UnusableLauncherException {
        if (fault != null) {
            throw fault;
        }
        debuggerTurns.begin();
        try {
            if (!attempt.withLauncher()) {
                return launcher().launchWithoutLauncher(attempt.spec());
            }
            return anew ? launcher().launchAnew(attempt.spec()) : launcher().launch(attempt.spec());
        } catch (RuntimeException | UnusableLauncherException e) {
            debuggerTurns.end();
            throw e;
        }
    }

    /** Has no further child start with a class archive with which one has come to its end before its run. */
    void discardArchive(Path archive, String cause) {
        System.err.println(
                "junit-isolated: a child ended before its test had begun, and one without class archive did not; the"
                        + " archive may be to blame, and is not used any more: " + archive + ". " + cause);
        launcher().discardArchive(archive);
    }

    /** Returns a path, in the directory that goes with this plan, that nothing has been created at. */
    Path newPath(String prefix) {
        return launcher().newPath(prefix);
    }

    PublishedFiles files() {
        return files;
    }

    void end(RunningChild child) {
        launcher().end(child);
        debuggerTurns.end();
    }

    long nextRunId() {
        return lastRunId.incrementAndGet();
    }

    /**
     * Returns the parameters for the plan inside the child of a unit. System properties get there by themselves.
     *
     * @param files the directory for the files that tests publish
     * @param shared whether the child serves other runs, too
     */
    Map<String, String> configurationFor(UniqueId unit, Path files, boolean shared) {
        Map<String, String> configuration = new HashMap<>(given);
        configuration
                .entrySet()
                .removeIf(parameter -> parameter.getValue().equals(System.getProperty(parameter.getKey())));
        configuration.putAll(NO_CAPTURING);
        // Who looks at a test in a debugger must not have it timed out meanwhile.
        settings.debugPort().ifPresent(port -> configuration.putIfAbsent(TIMEOUT_MODE, "disabled_on_debug"));
        configuration.put(OUTPUT_DIRECTORY, files.toString());
        if (shared || IsolatedTests.isClass(unit)) {
            // Only so are all tests on threads of their run, and do output and durations belong to the test that is
            // being reported.
            configuration.put(PARALLEL, "false");
        }
        return configuration;
    }

    @Override
    public void close() {
        endings.await();
        unavailability.summary().ifPresent(System.err::println);
        unavailability.limitsSummary().ifPresent(System.err::println);
        ChildLauncher used = launcherIfUsed();
        if (used != null) {
            used.close();
        }
    }

    private synchronized @Nullable ChildLauncher launcherIfUsed() {
        return launcher;
    }
}
