package org.junitisolated.internal.plan;

import java.util.concurrent.Semaphore;
import org.junitisolated.IsolationException;
import org.junitisolated.internal.launch.Troubleshooting;

/** With a port for a debugger there is one child at a time, since there is one port. Without, all go as they come. */
final class DebuggerTurns {

    private final boolean debugged;
    private final Semaphore turn = new Semaphore(1);

    DebuggerTurns(boolean debugged) {
        this.debugged = debugged;
    }

    /** Waits until no other child has the debugger. */
    void begin() {
        if (debugged) {
            try {
                turn.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IsolationException(
                        "The thread that waited for its turn with the debugger was interrupted."
                                + Troubleshooting.see("connection"),
                        e);
            }
        }
    }

    void end() {
        if (debugged) {
            turn.release();
        }
    }
}
