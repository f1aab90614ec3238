package org.junitisolated.internal.launch;

/** A JVM that was to make a class archive has made none. */
final class RefusedArchiveException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String output;

    RefusedArchiveException(String output) {
        super(output);
        this.output = output;
    }

    /** Returns what the JVM has printed, and how it ended. */
    String output() {
        return output;
    }
}
