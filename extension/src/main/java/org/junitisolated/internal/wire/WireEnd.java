package org.junitisolated.internal.wire;

/** Which end of the wire this JVM is. A child stays one for life. */
public final class WireEnd {

    private static volatile boolean child;

    private WireEnd() {}

    /** Declares this JVM a child. */
    public static void becomeChild() {
        child = true;
    }

    /** Tells whether this JVM is a child, which is where isolated tests run. */
    public static boolean isChild() {
        return child;
    }
}
