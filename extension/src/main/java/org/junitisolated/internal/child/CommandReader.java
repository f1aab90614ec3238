package org.junitisolated.internal.child;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junitisolated.internal.wire.ChildExit;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.FrameChannel;
import org.junitisolated.internal.wire.Message.Stacks;

/** Reads the parent's commands on a thread of its own: they must be obeyed while a test runs, or hangs. */
final class CommandReader implements Runnable {

    private final FrameChannel control;
    private final FrameSender sender;
    private final BlockingQueue<Frame> runs = new LinkedBlockingQueue<>();
    private final Map<Long, Semaphore> seen = new ConcurrentHashMap<>();
    private final Semaphore ended = new Semaphore(0);
    private volatile boolean closeExpected;

    private CommandReader(FrameChannel control, FrameSender sender) {
        this.control = control;
        this.sender = sender;
    }

    static CommandReader start(FrameChannel control, FrameSender sender) {
        CommandReader reader = new CommandReader(control, sender);
        ServiceThread.start("commands", reader);
        return reader;
    }

    /** Waits for a run, or for the word that one comes next, or that none comes any more. */
    Frame awaitRun() throws InterruptedException {
        return runs.take();
    }

    /** Waits so long for a run; tells whether it is there. */
    boolean awaitRun(long milliseconds) throws InterruptedException {
        Frame frame = runs.poll(milliseconds, TimeUnit.MILLISECONDS);
        return frame != null && runs.add(frame);
    }

    /** Waits until the parent has seen the run's event that was sent last. An interrupt is the test's and stays pending. */
    void awaitSeen(long runId) {
        seenOf(runId).acquireUninterruptibly();
    }

    private Semaphore seenOf(long runId) {
        return seen.computeIfAbsent(runId, id -> new Semaphore(0));
    }

    /** No event of the run comes any more. */
    void runDone(long runId) {
        seen.remove(runId);
    }

    /**
     * Obeys no further command; the end of the connection is no fault from now on. A thread that still waited for one would
     * be in native code, and a JVM that exits waits 300 ms for such threads (HotSpot,
     * {@code VM_Exit::wait_for_threads_in_native_to_block}).
     * An interrupt that a test has left pending is no reason to leave in another way.
     */
    void end() throws IOException {
        closeExpected = true;
        control.endReading();
        ended.acquireUninterruptibly();
    }

    @Override
    public void run() {
        Throwable lost = null;
        try {
            Frame frame = control.read();
            while (frame != null) {
                obey(frame);
                frame = control.read();
            }
        } catch (Throwable e) {
            // As below: without its parent, or memory to hear it, a child has no purpose.
            lost = e;
        } finally {
            ended.release();
        }
        if (!closeExpected) {
            LastWords.halt(lost, ChildExit.PARENT_GONE);
        }
    }

    private void obey(Frame frame) throws IOException {
        Command command = Command.from(frame);
        if (command instanceof Command.Seen) {
            seenOf(frame.runId()).release();
        } else if (command instanceof Command.DumpStacks) {
            sender.send(new Stacks(ThreadStacks.ofAll()).toFrame(frame.runId()));
        } else {
            runs.add(frame);
        }
    }
}
