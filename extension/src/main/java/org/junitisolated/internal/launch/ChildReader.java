package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.FrameDecoder;
import org.junitisolated.internal.wire.MalformedFrameException;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.MessageContent;

/**
 * The thread that reads all that comes from one child, and brings it into one order: what was printed before an event
 * comes before the event. It only queues; the queue is bounded, so that a flood makes the child wait.
 *
 * <p>Pipes cannot be selected in Java, hence the waits that grow from one to sixteen milliseconds while nothing happens.
 * An event ends the wait at once.
 */
final class ChildReader implements Runnable {

    private static final int LARGE_BODY = 65536;
    private static final long LONGEST_WAIT_MILLIS = 16;

    private final Process supervisor;
    private final ChildConnections connections;
    private final OutputPipe out;
    private final OutputPipe err;
    private final FrameDecoder frames = new FrameDecoder();
    private final BlockingQueue<ChildEvent> events = new ArrayBlockingQueue<>(ChildEvent.MOST_WAITING);
    private final ByteBuffer received = ByteBuffer.allocate(65536);
    private final ByteBuffer statusReceived = ByteBuffer.allocate(4096);
    private final Child.Origin origin;
    private final StatusLog status;
    private final Set<Long> runsWithUnseenEvent = ConcurrentHashMap.newKeySet();
    private @Nullable String protocolFault;
    private volatile boolean discarding;

    ChildReader(Process supervisor, ChildConnections connections, Child.Origin origin, StatusLog status) {
        this.supervisor = supervisor;
        this.connections = connections;
        this.origin = origin;
        this.status = status;
        this.out = new OutputPipe(supervisor.getInputStream(), false);
        this.err = new OutputPipe(supervisor.getErrorStream(), true);
    }

    /** Waits for the next event; null when the time is over. */
    @Nullable
    ChildEvent poll(long milliseconds) throws InterruptedException {
        return events.poll(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Nobody takes events any more. */
    void discard() {
        discarding = true;
        events.clear();
    }

    /** So that of large messages one is held, not a queue full of them. */
    private void awaitEmptyQueue() throws InterruptedException {
        while (!discarding && !events.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    void emit(ChildEvent event) throws InterruptedException {
        while (!discarding && !events.offer(event, LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
            // The child is held back until the executing thread has caught up.
        }
    }

    @Override
    public void run() {
        String cause;
        try {
            readUntilSupervisorEnds();
            cause = protocolFault == null
                    ? describeEnd()
                    : "The child sent what is no message of ours (" + protocolFault + "), and was ended.";
        } catch (IOException | RuntimeException | Error e) {
            // An error is what this JVM lacks, such as memory. Who waits for the child must be told all the same.
            supervisor.destroyForcibly();
            cause = "The connection to the child broke: " + e;
        } catch (InterruptedException e) {
            cause = "The thread that reads from the child was interrupted.";
        }
        try {
            emit(new ChildEvent.Ended(cause, status.refusal()));
            connections.close();
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String describeEnd() {
        String end = origin.supervision().describeEnd(status, supervisor.exitValue());
        return origin.crashFile()
                .flatMap(CrashFile::summary)
                .map(summary -> end + " It had crashed, and left a file that says so (isolated.crash):\n\n" + summary)
                .orElse(end);
    }

    private void readUntilSupervisorEnds() throws IOException, InterruptedException {
        long wait = 1;
        boolean alive = true;
        while (alive) {
            alive = supervisor.isAlive();
            boolean found = readOnce(wait);
            wait = found ? 1 : Math.min(wait * 2, LONGEST_WAIT_MILLIS);
        }
        drainPipes();
    }

    /** Where nobody has killed what the child left behind, that may hold the pipes open: then what is there is all. */
    private void drainPipes() throws IOException, InterruptedException {
        if (origin.supervision().byLauncher()) {
            out.drainToEnd(this);
            err.drainToEnd(this);
            return;
        }
        boolean found = true;
        while (found) {
            found = out.drain(this);
            found |= err.drain(this);
        }
    }

    private boolean readOnce(long wait) throws IOException, InterruptedException {
        connections.await(wait);
        boolean found = readStatus();
        // The frame first, the pipes then, its event last: all that the child printed before the frame is in the pipes.
        received.clear();
        boolean frameFound = connections.readControl(received) > 0;
        if (frameFound) {
            // What the launcher said before the child could say anything counts as known by then.
            readStatus();
        }
        found |= out.drain(this);
        found |= err.drain(this);
        if (frameFound) {
            emitFrames();
        }
        return found || frameFound;
    }

    private void emitFrames() throws IOException, InterruptedException {
        if (protocolFault != null) {
            return;
        }
        frames.feed(received.flip());
        try {
            for (Frame frame = frames.poll(); frame != null; frame = frames.poll()) {
                Message message = Message.from(frame);
                MessageContent.require(message);
                requireTurn(message, frame.runId());
                if (frame.body().length > LARGE_BODY) {
                    awaitEmptyQueue();
                }
                emit(new ChildEvent.Received(frame.runId(), message));
            }
        } catch (MalformedFrameException e) {
            protocolFault = e.getMessage();
            supervisor.getOutputStream().close();
        }
    }

    /** Each event of a run waits for the last one to be seen; a child that did not would fill this JVM's memory. */
    private void requireTurn(Message message, long runId) throws MalformedFrameException {
        if (message.isEvent() && !runsWithUnseenEvent.add(runId)) {
            throw new MalformedFrameException("an event came before the last one had been seen");
        }
    }

    /** The child is told that the run's last event has been seen. */
    void eventSeen(long runId) {
        runsWithUnseenEvent.remove(runId);
    }

    private boolean readStatus() throws IOException {
        statusReceived.clear();
        boolean found = false;
        while (connections.readStatus(statusReceived) > 0) {
            status.add(statusReceived.array(), statusReceived.position());
            statusReceived.clear();
            found = true;
        }
        return found;
    }
}
