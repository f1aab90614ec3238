package org.junitisolated.internal.child;

import java.io.IOException;
import java.util.Collections;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.Message.Done;
import org.junitisolated.internal.wire.Start;

/**
 * Makes a child quick while it waits: runs a test of our own, so that what every test needs is loaded, linked and perhaps
 * compiled. Nothing of the user's takes part: no listener, no extension, no configuration parameter.
 */
final class WarmUp {

    /** Loggers that tell of the run, if the user has switched them on. */
    private static final Logger JUNIT = Logger.getLogger("org.junit");

    /** What every run looks for on the class path. */
    private static final String CONFIGURATION = "junit-platform.properties";

    private WarmUp() {}

    static void run() throws IOException {
        openJars();
        Level level = JUNIT.getLevel();
        JUNIT.setLevel(Level.OFF);
        try {
            Frame frame = Start.runOfOwnTest().toFrame(Frame.WHOLE_CHILD);
            Command.Run run = (Command.Run) Command.from(frame);
            JupiterRun.ofOurOwn().execute(run, new EventStreamer(EventSink.none(), Frame.WHOLE_CHILD, run.unit()));
            new Done(null).toFrame(Frame.WHOLE_CHILD).encode();
        } finally {
            JUNIT.setLevel(level);
        }
    }

    /** A class loader opens a jar of the class path only when it has not found something in those before. */
    private static void openJars() throws IOException {
        Collections.list(WarmUp.class.getClassLoader().getResources(CONFIGURATION));
    }

    /** The test of {@link Start#runOfOwnTest()}; it does what most tests do. */
    @Isolated
    static final class OwnTest {

        @BeforeEach
        void before() {}

        @AfterEach
        void after() {}

        @Test
        void passes() {}
    }
}
