package org.junitisolated.internal.child;

import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.ChildExit;

/** Ends a child that can do no more, also one without memory for a word: the exit code takes none. */
final class LastWords {

    private static final long NEXT_TO_NOTHING = 1 << 20;

    /** Given up to say what is wrong, which takes some memory. */
    @SuppressWarnings("UnusedVariable") // What counts is that it is there.
    private static byte @Nullable [] reserve;

    private LastWords() {}

    /** Keeps some memory; and loads this class while there is enough. */
    static void prepare() {
        reserve = new byte[256 << 10];
    }

    /** Tells whether the heap is full of what is still in use. */
    static boolean isHeapExhausted() {
        System.gc();
        Runtime jvm = Runtime.getRuntime();
        return jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory() < NEXT_TO_NOTHING;
    }

    /** Makes room in a heap that may be exhausted. */
    static void giveUpReserve() {
        reserve = null;
    }

    /**
     * Ends this JVM at once: threads that the test has left must not keep alive what nobody gets a result of.
     *
     * @param what what has happened, as printed if that can be done
     * @param exitCode one of {@link ChildExit}'s, unless the reason is an exhausted heap, which has its own
     */
    static void halt(String what, Throwable reason, int exitCode) {
        giveUpReserve();
        try {
            System.err.println("junit-isolated: " + what + ": " + reason);
        } catch (Throwable t) {
            // The exit code says it.
        }
        halt(reason, exitCode);
    }

    /** As above, without a word. */
    static void halt(@Nullable Throwable reason, int exitCode) {
        while (true) {
            try {
                // Even the look for the class takes memory, when it is the first.
                Runtime.getRuntime().halt(reason instanceof OutOfMemoryError ? ChildExit.NO_MEMORY : exitCode);
            } catch (Throwable t) {
                // The test's threads are faster; some time they are not.
            }
        }
    }
}
