package org.junitisolated.internal.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junitisolated.internal.wire.Leak;

/** The threads that a run has started, that still live, and that would keep a JVM alive: daemon threads do not. */
final class LeftThreads {

    private static final int ROOM = 64;
    private static final int MOST_FRAMES = 8;

    private final Set<Thread> before = Collections.newSetFromMap(new IdentityHashMap<>());

    LeftThreads() {
        Collections.addAll(before, live());
    }

    List<Thread> find() {
        List<Thread> found = new ArrayList<>();
        for (Thread thread : live()) {
            if (!thread.isDaemon() && !before.contains(thread)) {
                found.add(thread);
            }
        }
        return found;
    }

    /** Returns the threads of a group that would keep a JVM alive, but one. */
    static List<Thread> in(ThreadGroup group, Thread excepted) {
        List<Thread> found = new ArrayList<>();
        for (Thread thread : liveIn(group)) {
            if (!thread.isDaemon() && thread != excepted) {
                found.add(thread);
            }
        }
        return found;
    }

    static Leak describe(List<Thread> threads) {
        List<String> texts = new ArrayList<>();
        for (Thread thread : threads) {
            texts.add(ThreadStacks.topOf(thread, MOST_FRAMES));
        }
        return Leak.counted(Leak.Kind.THREADS, "thread", "threads", texts);
    }

    /** Without their stacks, for which the JVM would have to stop them. */
    private static Thread[] live() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        return liveIn(all);
    }

    private static Thread[] liveIn(ThreadGroup group) {
        Thread[] threads = new Thread[ROOM];
        int count = group.enumerate(threads);
        while (count == threads.length) {
            threads = new Thread[2 * count];
            count = group.enumerate(threads);
        }
        return Arrays.copyOf(threads, count);
    }
}
