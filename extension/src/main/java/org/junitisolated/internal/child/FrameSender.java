package org.junitisolated.internal.child;

import java.io.IOException;
import org.junitisolated.internal.wire.ChildExit;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.FrameChannel;

/** Sends frames to the parent. A child that cannot do that any more ends: no test may go on unseen. */
final class FrameSender {

    private final FrameChannel control;

    FrameSender(FrameChannel control) {
        this.control = control;
    }

    /** Returns when the frame has been written. An interrupt stays pending. */
    void send(Frame frame) {
        try {
            control.write(frame);
        } catch (IOException e) {
            halt(e);
        }
    }

    /** Ends this JVM: there is nobody left to report to. */
    static void halt(Throwable reason) {
        LastWords.halt("an event could not be sent to the parent", reason, ChildExit.PARENT_UNREACHABLE);
    }
}
