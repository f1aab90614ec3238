package org.junitisolated.kit;

import java.io.IOException;

/** The process that calls this. */
public final class OwnProcess {

    private OwnProcess() {}

    /** Sends it a signal by its name, such as {@code KILL}; returns when kill(1) has. */
    public static void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "" + ProcessHandle.current().pid())
                .start()
                .waitFor();
    }
}
