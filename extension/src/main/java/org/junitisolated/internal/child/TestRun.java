package org.junitisolated.internal.child;

import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junitisolated.internal.failure.ThrowableData;
import org.junitisolated.internal.wire.BodyWriter;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.Message.Done;
import org.junitisolated.internal.wire.WireEnd;

/**
 * Executes one run through the JUnit Platform Launcher, with the Jupiter engine alone. Execution listeners and filters
 * of the class path's services stay out: the parent's see the replayed events, and twice would be wrong. Session
 * listeners do run, since they prepare a JVM for tests.
 */
final class TestRun {

    private static final String JUPITER = "junit-jupiter";

    /** Tells what JUnit finds odd in the tests. The parent has told it once; each child would tell it again. */
    private static final Logger DISCOVERY_ISSUES =
            Logger.getLogger("org.junit.platform.launcher.core.DiscoveryIssueNotifier");

    private TestRun() {}

    /** Runs the tests; whatever goes wrong with the run as a whole is in the answer. */
    static Done execute(Command.Run run, EventStreamer events) {
        try {
            run.systemProperties().forEach(System::setProperty);
            WireEnd.publish(run.publishedPorts());
            DISCOVERY_ISSUES.setLevel(Level.OFF);
            launch(run, events);
            return new Done(null);
        } catch (Throwable t) {
            return new Done(encode(t));
        }
    }

    static byte[] encode(Throwable throwable) {
        BodyWriter body = new BodyWriter();
        ThrowableData.capture(throwable).writeTo(body);
        return body.toByteArray();
    }

    private static void launch(Command.Run run, EventStreamer events) {
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .addTestEngines(jupiter())
                .enableTestExecutionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            OrderOfRun order = new OrderOfRun(run.uniqueIds());
            session.getLauncher().execute(request(run, order), order, FileEvents.passedOnTo(events));
        }
    }

    private static LauncherDiscoveryRequest request(Command.Run run, OrderOfRun order) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(run.uniqueIds().stream()
                        .map(DiscoverySelectors::selectUniqueId)
                        .toList())
                .filters(order)
                .configurationParameters(run.configuration())
                .build();
    }

    private static TestEngine jupiter() {
        return ServiceLoader.load(TestEngine.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(engine -> engine.getId().equals(JUPITER))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the child's class path has no engine " + JUPITER));
    }
}
