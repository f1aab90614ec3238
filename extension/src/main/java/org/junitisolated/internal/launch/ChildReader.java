package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.FrameDecoder;
import org.junitisolated.internal.wire.MalformedFrameException;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.MessageContent;
import org.junitisolated.internal.wire.Unseen;

/**
 * The thread that reads all that comes from one child, and brings it into one order: what was printed before an event
 * comes before the event. It only puts it into an inbox.
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
    private final ByteBuffer received = ByteBuffer.allocate(65536);
    private final ByteBuffer statusReceived = ByteBuffer.allocate(4096);
    private final Child.Origin origin;
    private final StatusLog status;
    private final Inbox inbox;
    private final Map<Long, Unseen> unseen = new ConcurrentHashMap<>();
    private @Nullable String protocolFault;

    ChildReader(Process supervisor, ChildConnections connections, Child.Origin origin, StatusLog status, Inbox inbox) {
        this.supervisor = supervisor;
        this.connections = connections;
        this.origin = origin;
        this.status = status;
        this.inbox = inbox;
        this.out = new OutputPipe(supervisor.getInputStream(), false);
        this.err = new OutputPipe(supervisor.getErrorStream(), true);
    }

    void emit(ChildEvent event) throws InterruptedException {
        inbox.take(event);
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
                requireTurn(message, frame);
                if (frame.body().length > LARGE_BODY) {
                    inbox.awaitRoom();
                }
                emit(new ChildEvent.Received(frame.runId(), message, frame.awaited()));
            }
        } catch (MalformedFrameException e) {
            protocolFault = e.getMessage();
            supervisor.getOutputStream().close();
        }
    }

    /** A child that did not wait would fill this JVM's memory. */
    private void requireTurn(Message message, Frame frame) throws MalformedFrameException {
        if (message instanceof Message.Done) {
            unseen.remove(frame.runId());
        } else if (message.isEvent()) {
            Unseen ofRun = unseen.computeIfAbsent(frame.runId(), id -> new Unseen(inbox.mostUnseen()));
            if (ofRun.isFull()) {
                throw new MalformedFrameException("an event came before those before it had been seen");
            }
            ofRun.add(frame);
        }
    }

    /** The child is told that what the run waits for has been seen. */
    void seen(long runId) {
        unseen.remove(runId);
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
