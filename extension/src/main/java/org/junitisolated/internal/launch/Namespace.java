package org.junitisolated.internal.launch;

/**
 * The kinds of namespace that a test can ask for. The user namespace is not among them: it is always entered where the
 * machine allows it.
 */
public enum Namespace {
    NET("--net"),
    PID("--pid"),
    MOUNT("--mount"),
    IPC("--ipc"),
    UTS("--uts");

    private final String launcherOption;

    Namespace(String launcherOption) {
        this.launcherOption = launcherOption;
    }

    String launcherOption() {
        return launcherOption;
    }
}
