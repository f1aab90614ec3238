package org.junitisolated.internal.wire;

/** The exit codes by which a child says why it ended before its run had. */
public final class ChildExit {

    /** It could not reach its parent. */
    public static final int PARENT_UNREACHABLE = 3;

    /** Its parent is gone. */
    public static final int PARENT_GONE = 4;

    /** It could not report an event; it has said why before. */
    public static final int EVENT_LOST = 5;

    /** It could do no more; it has printed why. */
    public static final int BROKEN = 6;

    /** Its heap is exhausted, and it may have had no memory to say so; a code that tests are unlikely to end with. */
    public static final int NO_MEMORY = 77;

    private ChildExit() {}
}
