package org.junitisolated.samples;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what is bound to happen. */
final class Patience {

    /** Enough for the slowest machine. When it is over, the assertions that follow say what has not happened. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Patience() {}

    static void waitUntil(Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call() && System.nanoTime() - start < PATIENCE.toNanos()) {
            Thread.sleep(10);
        }
    }
}
