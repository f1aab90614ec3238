package org.junitisolated.internal.child;

import java.io.IOException;
import org.junitisolated.internal.wire.FrameChannel;
import org.junitisolated.internal.wire.Message.Leaving;

/**
 * Tells the parent when the JVM shuts down in the middle of a run, and who asked for it. A shutdown hook is the one
 * place where {@code System.exit} can still be seen.
 */
final class ExitWatch implements Runnable {

    private static final long NO_RUN = -1;

    private final FrameChannel control;
    private volatile long runId = NO_RUN;

    private ExitWatch(FrameChannel control) {
        this.control = control;
    }

    static ExitWatch install(FrameChannel control) {
        ExitWatch watch = new ExitWatch(control);
        Runtime.getRuntime().addShutdownHook(new Thread(watch, "junit-isolated-exit-watch"));
        return watch;
    }

    void runStarted(long startedRunId) {
        runId = startedRunId;
    }

    void runDone() {
        runId = NO_RUN;
    }

    @Override
    public void run() {
        long interrupted = runId;
        if (interrupted == NO_RUN) {
            return;
        }
        try {
            StandardStreams.flush();
            control.write(new Leaving(ThreadStacks.ofThreadsThatExit()).toFrame(interrupted));
        } catch (IOException e) {
            // The parent is gone, so nobody is left to be told.
        }
    }
}
