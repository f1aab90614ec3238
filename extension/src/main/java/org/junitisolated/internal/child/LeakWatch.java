package org.junitisolated.internal.child;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junitisolated.internal.proc.ProcessFacts;
import org.junitisolated.internal.wire.Leak;
import org.junitisolated.internal.wire.LeakSearch;

/**
 * Looks at the end of a run for what it has left behind. All of that goes with the child, so that nobody would notice; the
 * same code in production leaves it for good.
 *
 * <p>Each test pays for this. So what is looked at in vain costs next to nothing, and only what there is takes its time.
 */
final class LeakWatch {

    /** What was told to end shortly before may take so long for it. */
    private static final long PATIENCE_MILLIS = 200;

    /** Doubled each time. */
    private static final long FIRST_PAUSE_MILLIS = 10;

    private final LeftProcesses processes;
    private final LeftThreads threads = new LeftThreads();
    private final LeftSockets sockets = LeftSockets.besidesThoseOfNow();

    /** Takes note of what is there before the run. */
    LeakWatch(LeftProcesses processes) {
        this.processes = processes;
    }

    /** Looks for what was not there before; whatever hinders that is no reason to lose a run. */
    List<Leak> find(LeakSearch search) {
        try {
            return search.wanted() ? find(search.directories()) : List.of();
        } catch (Throwable t) {
            return List.of();
        }
    }

    private List<Leak> find(List<String> directories) throws IOException {
        Living left = awaitEnds();
        List<Leak> leaks = new ArrayList<>();
        if (!left.processes.isEmpty()) {
            leaks.add(LeftProcesses.describe(left.processes));
        }
        leaks.addAll(sockets.find(left.pids()));
        if (!left.threads.isEmpty()) {
            leaks.add(LeftThreads.describe(left.threads));
        }
        leaks.addAll(LeftFiles.find(directories));
        return leaks;
    }

    private Living awaitEnds() {
        Living left = living();
        long patience = PATIENCE_MILLIS;
        for (long pause = FIRST_PAUSE_MILLIS; !left.isEmpty() && patience > 0; pause *= 2) {
            sleep(Math.min(pause, patience));
            patience -= pause;
            left = living();
        }
        return left;
    }

    private Living living() {
        return new Living(processes.find(), threads.find());
    }

    /** An interrupt that the test has left is of no use to anybody any more. */
    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            // As said; it is not pending any more.
        }
    }

    /** What ends by itself. */
    private record Living(List<ProcessFacts> processes, List<Thread> threads) {

        List<Long> pids() {
            List<Long> pids = new ArrayList<>();
            for (ProcessFacts process : processes) {
                pids.add(process.id());
            }
            return pids;
        }

        boolean isEmpty() {
            return processes.isEmpty() && threads.isEmpty();
        }
    }
}
