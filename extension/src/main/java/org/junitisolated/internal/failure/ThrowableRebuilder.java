package org.junitisolated.internal.failure;

/**
 * Makes a throwable of its description, in the parent. Types of the JDK, of JUnit and of opentest4j become themselves;
 * any other becomes a stand-in: a generated class of the same binary name, below the nearest supertype that is one of
 * those. No class of the user is loaded or initialised.
 */
public final class ThrowableRebuilder {

    /** Never throws: at worst the result is a plain throwable that prints as the original. */
    public static Throwable rebuild(ThrowableData data) {
        try {
            return new GraphRebuild(data.nodes()).rebuild();
        } catch (Throwable unforeseen) {
            // Such as an OutOfMemoryError. The failure of the test counts for more than the way in which it is shown.
            ThrowableNode root = data.nodes().get(0);
            UnknownThrowable plain = new UnknownThrowable(root.message(), root.text());
            plain.setStackTrace(root.frames().toArray(StackTraceElement[]::new));
            plain.addSuppressed(unforeseen);
            return plain;
        }
    }

    private ThrowableRebuilder() {}
}
