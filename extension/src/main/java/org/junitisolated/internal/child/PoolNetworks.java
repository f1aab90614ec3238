package org.junitisolated.internal.child;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * In which network the threads of the JVM's own pools are: the common pool, and the carriers of virtual threads. They serve all
 * tests, but a thread is in the network of the thread that has started it, and so in that of the test which first had use for
 * a pool. So a run takes them along into its own.
 *
 * <p>There is no way to make a pool's thread do something but to give each of them a task, and to keep each busy with it until
 * all have one.
 */
final class PoolNetworks {

    /** The JDK's own name of the group of all carriers (java.lang.VirtualThread, JDK 21 to 25). */
    private static final String CARRIERS = "CarrierThreads";

    /** While they are given tasks, pools may start further threads. */
    private static final int MOST_ROUNDS = 4;

    private static final int MOST_GROUPS = 64;

    private PoolNetworks() {}

    /** Takes the threads that have nothing to do, into the network that the calling thread is in; others stay where they are. */
    static synchronized void takeAlong() {
        takeAlong(ForkJoinPool.commonPool()::getPoolSize, ForkJoinPool.commonPool()::execute);
        takeAlong(PoolNetworks::carriers, PoolNetworks::startVirtualThread);
    }

    private static void takeAlong(IntSupplier threads, Consumer<Runnable> pool) {
        int done = 0;
        for (int round = 0; round < MOST_ROUNDS && threads.getAsInt() > done; round++) {
            done = threads.getAsInt();
            takeAlong(done, pool);
        }
    }

    private static void takeAlong(int threads, Consumer<Runnable> pool) {
        int[] network = new int[1];
        if (openOwn(network) != 0) {
            return;
        }
        expect(threads);
        Move move = new Move(network[0], threads);
        for (int i = 0; i < threads; i++) {
            pool.accept(move);
        }
        move.await();
        close(network[0]);
    }

    private static int carriers() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        ThreadGroup[] groups = new ThreadGroup[MOST_GROUPS];
        int count = all.enumerate(groups, false);
        for (int i = 0; i < count; i++) {
            if (groups[i].getName().equals(CARRIERS)) {
                return groups[i].activeCount();
            }
        }
        return 0;
    }

    /** Where there is a carrier, there are virtual threads: Java 17, for which this is compiled, has none. */
    private static void startVirtualThread(Runnable task) {
        try {
            Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
            start.invoke(null, task);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The task; who comes to it too late finds it over. */
    private static final class Move implements Runnable {

        private static final long PATIENCE_MILLIS = 100;

        private final int network;
        private int missing;
        private int inside;
        private boolean over;

        Move(int network, int threads) {
            this.network = network;
            this.missing = threads;
        }

        @Override
        public void run() {
            synchronized (this) {
                if (over) {
                    return;
                }
                inside++;
            }
            enter(network);
            synchronized (this) {
                inside--;
                missing--;
                notifyAll();
            }
        }

        /** Returns when all have done it, or the others never will. */
        synchronized void await() {
            boolean interrupted = false;
            long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
            for (long left = PATIENCE_MILLIS; (missing > 0 && left > 0) || inside > 0; ) {
                try {
                    wait(Math.max(1, left));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = (end - System.nanoTime()) / 1_000_000;
                over = over || left <= 0;
            }
            over = true;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static native int openOwn(int[] opened);

    private static native int close(int network);

    private static native int expect(int threads);

    private static native int enter(int network);
}
