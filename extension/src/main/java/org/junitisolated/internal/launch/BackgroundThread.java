package org.junitisolated.internal.launch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/** One thread of our own for what no test has to wait for. It is there from the first work on, and keeps no JVM alive. */
final class BackgroundThread {

    private final ExecutorService executor;

    BackgroundThread(String name) {
        ThreadFactory daemons = work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
        executor = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons, new DiscardPolicy());
    }

    /** Has something done after all that came before; ignored once the thread is to finish. */
    void execute(Runnable work) {
        executor.execute(work);
    }

    /** Takes no more work, and waits so long for what it has; then interrupts it. */
    void finish(long seconds) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(seconds, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
