package org.junitisolated.internal.failure;

/** Tells whether a class of the user's has been initialised. */
final class CanaryWatch {

    static final String PROPERTY = "fuzz.canary.initialised";

    static void check() {
        if (Boolean.getBoolean(PROPERTY)) {
            throw new AssertionError("a class of the user's has been initialised");
        }
    }

    private CanaryWatch() {}
}
