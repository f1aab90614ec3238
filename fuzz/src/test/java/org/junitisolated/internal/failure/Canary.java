package org.junitisolated.internal.failure;

/** A class of the user's, which tells when it is initialised. */
public final class Canary extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static {
        System.setProperty(CanaryWatch.PROPERTY, "true");
    }

    public Canary() {}

    public Canary(String message) {
        super(message);
    }
}
