package org.junitisolated.internal.child;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junitisolated.internal.wire.ChildExit;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.FrameChannel;

/**
 * Writes frames on a thread of its own. A socket channel closes when the thread that uses it is interrupted, and a test may
 * interrupt its thread, or have it interrupted by a timeout, at any time; ours is none of its business.
 */
final class FrameSender implements Runnable {

    private record Pending(Frame frame, Semaphore written) {}

    private final FrameChannel control;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();

    private FrameSender(FrameChannel control) {
        this.control = control;
    }

    static FrameSender start(FrameChannel control) {
        FrameSender sender = new FrameSender(control);
        ServiceThread.start("sender", sender);
        return sender;
    }

    /** Returns when the frame has been written. An interrupt stays pending. */
    void send(Frame frame) {
        Pending pending = new Pending(frame, new Semaphore(0));
        queue.add(pending);
        pending.written.acquireUninterruptibly();
    }

    @Override
    public void run() {
        try {
            while (true) {
                Pending pending = queue.take();
                control.write(pending.frame);
                pending.written.release();
            }
        } catch (Throwable e) {
            // A frame that is too large, no memory, or nobody left to report to: no test may go on unseen, or wait
            // here.
            LastWords.halt("an event could not be sent to the parent", e, ChildExit.PARENT_UNREACHABLE);
        }
    }
}
