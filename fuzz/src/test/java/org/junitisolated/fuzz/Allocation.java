package org.junitisolated.fuzz;

import java.lang.management.ManagementFactory;

/** Watches that reading takes memory in proportion to what has arrived, whatever the lengths in it claim. */
public final class Allocation {

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * For classes that are loaded, and instrumented by the fuzzer, when they are first needed. A length can claim far more,
     * and is tried with all kinds of values.
     */
    private static final long BYTES_AT_LEAST = 128 << 20;

    /** A map entry with an empty key and value has 8 bytes, and becomes an entry, two strings and their arrays. */
    private static final long BYTES_FOR_EACH_BYTE = 64;

    private final int bytesRead;
    private final long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();

    private Allocation(int bytesRead) {
        this.bytesRead = bytesRead;
    }

    /** Begins to watch the calling thread, which is about to read so many bytes. */
    public static Allocation ofReading(int bytes) {
        return new Allocation(bytes);
    }

    /** Fails if more has been allocated than those bytes can be worth. */
    public void check() {
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
        if (allocated > BYTES_AT_LEAST + BYTES_FOR_EACH_BYTE * bytesRead) {
            throw new AssertionError(allocated + " bytes were allocated to read " + bytesRead);
        }
    }
}
