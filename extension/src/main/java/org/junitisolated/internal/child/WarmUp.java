package org.junitisolated.internal.child;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junitisolated.internal.wire.Frame;

/**
 * Makes a child quick while it waits: runs a test of our own, so that what every test needs is loaded, linked and perhaps
 * compiled. Nothing of the user's takes part: no listener, no extension, no configuration parameter.
 */
final class WarmUp {

    /** Loggers that tell of the run, if the user has switched them on. */
    private static final Logger JUNIT = Logger.getLogger("org.junit");

    private static final String UNIQUE_ID =
            "[engine:junit-jupiter]/[class:" + OwnTest.class.getName() + "]/[method:passes()]";

    private WarmUp() {}

    static void run() {
        Level level = JUNIT.getLevel();
        JUNIT.setLevel(Level.OFF);
        try {
            EventStreamer events = new EventStreamer(EventSink.none(), Frame.WHOLE_CHILD);
            JupiterRun.withoutSessionListeners().execute(request(), FileEvents.passedOnTo(events));
        } finally {
            JUNIT.setLevel(level);
        }
    }

    private static LauncherDiscoveryRequest request() {
        return LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(false)
                .selectors(DiscoverySelectors.selectUniqueId(UNIQUE_ID))
                .build();
    }

    /** The test; it does what most tests do. */
    static final class OwnTest {

        @BeforeEach
        void before() {}

        @AfterEach
        void after() {}

        @Test
        void passes() {}
    }
}
