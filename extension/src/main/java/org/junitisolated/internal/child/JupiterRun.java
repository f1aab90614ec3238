package org.junitisolated.internal.child;

import java.util.ServiceLoader;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Executes a request through the JUnit Platform Launcher, with the Jupiter engine alone. Execution listeners and filters
 * of the class path's services stay out: the parent's see the replayed events, and twice would be wrong.
 */
final class JupiterRun {

    private static final String JUPITER = "org.junit.jupiter.engine.JupiterTestEngine";

    private final LauncherConfig config;

    private JupiterRun(boolean sessionListeners) {
        config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .addTestEngines(jupiter())
                .enableTestExecutionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(sessionListeners)
                .build();
    }

    /** Session listeners do run, since they prepare a JVM for tests. */
    static JupiterRun withSessionListeners() {
        return new JupiterRun(true);
    }

    static JupiterRun withoutSessionListeners() {
        return new JupiterRun(false);
    }

    void execute(LauncherDiscoveryRequest request, TestExecutionListener... listeners) {
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            session.getLauncher().execute(request, listeners);
        }
    }

    /** By its class name: no other engine of the class path is to be made an instance of. */
    private static TestEngine jupiter() {
        return ServiceLoader.load(TestEngine.class).stream()
                .filter(engine -> engine.type().getName().equals(JUPITER))
                .map(ServiceLoader.Provider::get)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the child's class path has no engine " + JUPITER));
    }
}
