package org.junitisolated.internal.failure;

/**
 * How much of a throwable is told. Together these keep the encoded form below 30 MiB, so that it fits into a frame: the budget is 24 MiB, and what
 * may exceed it (one last node, and the short notes that say what was left out) stays below 6 MiB.
 */
final class Limits {

    /** Throwables described; the rest of the graph is left out. */
    static final int NODES = 1_000;

    /** Every described throwable may need a note for its cause, its suppressed and its failures. */
    static final int NODES_AND_NOTES = 4 * NODES;

    /**
     * References to suppressed throwables and failures. A thousand that all suppress each other would be a million, and
     * printing them would take gigabytes.
     */
    static final int REFERENCES = 10_000;

    /** A StackOverflowError has 1,024 frames unless -XX:MaxJavaStackTraceDepth says otherwise. */
    static final int FRAMES = 4_096;

    /** Supertypes of one class; a chain that long is nobody's design. */
    static final int TYPES = 64;

    /** Characters of one text, such as a message. */
    static final int TEXT = 1 << 20;

    /** Characters that a text is granted although the budget is used up. */
    static final int TEXT_AT_LEAST = 256;

    /** Characters of what a throwable's own method threw, in a note. There may be three notes for each throwable. */
    static final int NOTE = 512;

    /** Characters of a name: of a class, method, file, module. */
    static final int NAME = 2_048;

    /** Bytes of a file that an assertion compares. */
    static final int FILE = 1 << 20;

    /** Bytes of the whole encoded form, but for the overrun explained above. */
    static final int BUDGET = 24 << 20;

    private Limits() {}
}
