package org.junitisolated.internal.launch;

import org.junitisolated.IsolationException;

/** Says what is wrong with an annotation, as it is written there. */
public final class Misuse {

    private Misuse() {}

    /** Returns the failure of a test with a wrong {@code @Mount}. */
    public static IsolationException ofMount(String annotation, String reason) {
        return of(annotation, reason, Troubleshooting.see("mount"));
    }

    /** Returns the failure of a test with a wrong {@code @PublishPort} or {@code @HostPort}. */
    public static IsolationException ofPort(String annotation, String reason) {
        return of(annotation, reason, Troubleshooting.see("ports"));
    }

    /** Returns the failure of a test with a wrong {@code @Limits}. */
    public static IsolationException ofLimits(String annotation, String reason) {
        return of(annotation, reason, Troubleshooting.see("limits"));
    }

    /** Returns the failure of a test with a wrong attribute of {@code @Isolated}. */
    public static IsolationException ofAttribute(String annotation, String reason) {
        return of(annotation, reason, Troubleshooting.see("attributes"));
    }

    /** Returns the failure of a test with a door of its own, although it shares a child. */
    public static IsolationException ofScope(String annotation, String reason) {
        return of(annotation, reason, Troubleshooting.see("door-scope"));
    }

    private static IsolationException of(String annotation, String reason, String reference) {
        return new IsolationException(annotation + ": " + reason + "." + reference);
    }

    static IsolationException ofMount(Cover cover, String reason) {
        MountDoor mount = cover.mount();
        return ofMount(mount == null ? cover.path().toString() : mount.annotation(), reason);
    }
}
