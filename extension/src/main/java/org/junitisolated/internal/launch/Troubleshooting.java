package org.junitisolated.internal.launch;

/** Points from an error message to its section in {@code docs/troubleshooting.md}. */
public final class Troubleshooting {

    private Troubleshooting() {}

    /** Returns the reference as a line of its own. */
    public static String see(String anchor) {
        return "\nSee docs/troubleshooting.md#" + anchor + " of junit-isolated.";
    }
}
