package org.junitisolated.internal.child;

import java.util.ArrayList;
import java.util.List;
import org.junitisolated.internal.wire.Leak;
import org.junitisolated.internal.wire.LeakSearch;

/**
 * What one of several runs has left behind: threads of its group that still live, which are interrupted then, since they
 * would go on beside later runs; and sockets that still wait for others in its network.
 */
final class LeftInRun {

    private static final long PATIENCE_MILLIS = 100;

    private final LeftSockets sockets;
    private final ThreadGroup group;
    private final Thread own;

    /** Takes note of what is there before the run. */
    LeftInRun(ThreadGroup group, Thread own, boolean inFreshNetwork) {
        this.sockets = inFreshNetwork ? LeftSockets.inFreshNetwork() : LeftSockets.besidesThoseOfNow();
        this.group = group;
        this.own = own;
    }

    /** Looks for it on the run's own thread; whatever hinders that is no reason to lose a run. */
    List<Leak> find(LeakSearch search) {
        try {
            // An interrupt that the test has left pending is of no use to anybody any more.
            Thread.interrupted();
            List<Thread> threads = interruptThreads();
            List<Leak> leaks = new ArrayList<>();
            if (search.wanted()) {
                leaks.addAll(sockets.find(List.of()));
                if (!threads.isEmpty()) {
                    leaks.add(LeftThreads.describe(threads));
                }
            }
            return leaks;
        } catch (Throwable t) {
            return List.of();
        }
    }

    /** Returns those that live on, after a moment in which others end by themselves; they have been interrupted. */
    private List<Thread> interruptThreads() throws InterruptedException {
        List<Thread> left = LeftThreads.in(group, own);
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        for (Thread thread : left) {
            long milliseconds = Math.max(1, (end - System.nanoTime()) / 1_000_000);
            thread.join(milliseconds);
        }
        left = LeftThreads.in(group, own);
        left.forEach(Thread::interrupt);
        return left;
    }
}
