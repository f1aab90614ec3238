package org.junitisolated.internal.launch;

/** There is no launcher that could be run on this machine. */
public final class UnusableLauncherException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableLauncherException(String message) {
        super(message);
    }

    /** Returns what the machine refuses. */
    public Refusal refusal() {
        String message = String.valueOf(getMessage());
        return new Refusal(
                Refusal.LAUNCHER, message.lines().findFirst().orElse("").replaceFirst(":$", ""), message);
    }
}
