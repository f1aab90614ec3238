package org.junitisolated.internal.child;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junitisolated.internal.wire.Command;

/**
 * Executes a run through the JUnit Platform Launcher, with the Jupiter engine alone. Execution listeners and filters of the
 * class path's services stay out: the parent's see the replayed events, and twice would be wrong.
 */
final class JupiterRun {

    private static final String JUPITER = "org.junit.jupiter.engine.JupiterTestEngine";

    /** Tells what JUnit finds odd in the tests. The parent has told it once; each child would tell it again. */
    private static final Logger DISCOVERY_ISSUES =
            Logger.getLogger("org.junit.platform.launcher.core.DiscoveryIssueNotifier");

    private final boolean users;
    private final LauncherConfig config;

    private JupiterRun(boolean users) {
        this.users = users;
        this.config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .addTestEngines(jupiter())
                .enableTestExecutionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(users)
                .build();
    }

    /** A run of the user's: session listeners take part, since they prepare a JVM for tests, and all configuration. */
    static JupiterRun ofUser() {
        return new JupiterRun(true);
    }

    /** A run of our own: nothing of the user's takes part. */
    static JupiterRun ofOurOwn() {
        return new JupiterRun(false);
    }

    /** What is to be executed, and the order in which. */
    record Discovered(TestPlan plan, OrderOfRun order) {}

    void execute(Command.Run run, EventStreamer events) {
        try (LauncherSession session = openSession()) {
            execute(session, run, events);
        }
    }

    LauncherSession openSession() {
        return LauncherFactory.openSession(config);
    }

    void execute(LauncherSession session, Command.Run run, EventStreamer events) {
        OrderOfRun order = new OrderOfRun(run.uniqueIds());
        session.getLauncher()
                .execute(request(run.uniqueIds(), run.configuration(), order), order, FileEvents.passedOnTo(events));
    }

    Discovered discover(LauncherSession session, Command.Prepare next) {
        OrderOfRun order = new OrderOfRun(next.uniqueIds());
        return new Discovered(
                session.getLauncher().discover(request(next.uniqueIds(), next.configuration(), order)), order);
    }

    void execute(LauncherSession session, Discovered discovered, EventStreamer events) {
        session.getLauncher().execute(discovered.plan, discovered.order, FileEvents.passedOnTo(events));
    }

    private LauncherDiscoveryRequest request(
            List<String> uniqueIds, Map<String, String> configuration, OrderOfRun order) {
        DISCOVERY_ISSUES.setLevel(Level.OFF);
        return LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(users)
                .selectors(uniqueIds.stream()
                        .map(DiscoverySelectors::selectUniqueId)
                        .toList())
                .filters(order)
                .configurationParameters(configuration)
                .build();
    }

    /**
     * By its class name: no other engine of the class path is to be made an instance of. As a service, since a named module
     * does not export it.
     */
    private static TestEngine jupiter() {
        return ServiceLoader.load(TestEngine.class).stream()
                .filter(engine -> engine.type().getName().equals(JUPITER))
                .map(ServiceLoader.Provider::get)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the child's class path has no engine " + JUPITER));
    }
}
