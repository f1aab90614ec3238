package org.junitisolated.internal.launch;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How much of the machine a child may use, with all that it starts.
 *
 * @param memory bytes
 * @param cpusMilli thousandths of a processor
 * @param processes processes at once; the kernel counts threads
 * @param heapOnly whether only the child's heap is to keep within the memory, and nothing holds the rest
 */
public record ChildLimits(OptionalLong memory, OptionalInt cpusMilli, OptionalInt processes, boolean heapOnly) {

    /** No limit at all. */
    public static final ChildLimits NONE = of(OptionalLong.empty(), OptionalInt.empty(), OptionalInt.empty());

    /** Room for what a JVM needs besides its heap. */
    private static final int HEAP_PERCENT = 75;

    public static ChildLimits of(OptionalLong memory, OptionalInt cpusMilli, OptionalInt processes) {
        return new ChildLimits(memory, cpusMilli, processes, false);
    }

    /** Tells whether the launcher is to hold any limit. */
    public boolean areHeld() {
        return !heapOnly && !equals(NONE);
    }

    /** Returns the heap that fits, in bytes. */
    OptionalLong heap() {
        return memory.isPresent() ? OptionalLong.of(memory.getAsLong() / 100 * HEAP_PERCENT) : OptionalLong.empty();
    }

    ChildLimits withHeapOnly() {
        return new ChildLimits(memory, OptionalInt.empty(), OptionalInt.empty(), true);
    }
}
