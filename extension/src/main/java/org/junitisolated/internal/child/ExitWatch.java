package org.junitisolated.internal.child;

import org.junitisolated.internal.wire.Message.Leaving;

/**
 * Tells the parent when the JVM shuts down in the middle of a run, and who asked for it. A shutdown hook is the one
 * place where {@code System.exit} can still be seen.
 */
final class ExitWatch implements Runnable {

    private static final long NO_RUN = -1;

    private final FrameSender sender;
    private volatile long runId = NO_RUN;

    private ExitWatch(FrameSender sender) {
        this.sender = sender;
    }

    static ExitWatch install(FrameSender sender) {
        ExitWatch watch = new ExitWatch(sender);
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
        StandardStreams.flush();
        sender.send(new Leaving(ThreadStacks.ofThreadsThatExit()).toFrame(interrupted));
    }
}
