package org.junitisolated.internal.wire;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Bytes written by hand, and a look at the memory that reading them takes. */
final class Bytes {

    /** Reads pairs of hexadecimal digits with blanks between them. */
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /** Returns what is left in a buffer. */
    static byte[] of(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Returns how many bytes this thread allocates in an action. */
    static long allocatedBy(Action action) throws Exception {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        action.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private Bytes() {}
}
