package org.junitisolated.internal.child;

import java.util.ServiceLoader;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
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
        session.getLauncher().execute(request(run, order), order, FileEvents.passedOnTo(events));
    }

    private LauncherDiscoveryRequest request(Command.Run run, OrderOfRun order) {
        return LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(users)
                .selectors(run.uniqueIds().stream()
                        .map(DiscoverySelectors::selectUniqueId)
                        .toList())
                .filters(order)
                .configurationParameters(run.configuration())
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
