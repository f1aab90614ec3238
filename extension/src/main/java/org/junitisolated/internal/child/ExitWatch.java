package org.junitisolated.internal.child;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junitisolated.internal.wire.Message.Leaving;

/**
 * Tells the parent when the JVM shuts down in the middle of a run, and who asked for it. A shutdown hook is the one
 * place where {@code System.exit} can still be seen.
 */
final class ExitWatch implements Runnable {

    private final FrameSender sender;
    private final Set<Long> runs = ConcurrentHashMap.newKeySet();

    private ExitWatch(FrameSender sender) {
        this.sender = sender;
    }

    static ExitWatch install(FrameSender sender) {
        ExitWatch watch = new ExitWatch(sender);
        Runtime.getRuntime().addShutdownHook(new Thread(watch, "junit-isolated-exit-watch"));
        return watch;
    }

    void runStarted(long startedRunId) {
        runs.add(startedRunId);
    }

    void runDone(long doneRunId) {
        runs.remove(doneRunId);
    }

    /** Returns how many runs are under way. */
    int runs() {
        return runs.size();
    }

    @Override
    public void run() {
        if (runs.isEmpty()) {
            return;
        }
        StandardStreams.flush();
        String stacks = ThreadStacks.ofThreadsThatExit();
        for (long interrupted : runs) {
            sender.send(new Leaving(stacks).toFrame(interrupted));
        }
    }
}
