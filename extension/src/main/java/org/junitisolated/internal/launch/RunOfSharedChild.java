package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.PublishedPort;

/**
 * A shared child as one of its runs sees it. The queue needs no bound: the child waits when it has sent so much, until that has
 * been taken from here.
 */
final class RunOfSharedChild implements RunningChild {

    private final SharedChild shared;
    private final BlockingQueue<ChildEvent> events = new LinkedBlockingQueue<>();
    private final TextDecoder out = new TextDecoder();
    private final TextDecoder err = new TextDecoder();
    private volatile String name = "a test that had not begun";
    private volatile boolean begun;
    private volatile boolean done;

    RunOfSharedChild(SharedChild shared) {
        this.shared = shared;
    }

    void put(ChildEvent event) {
        if (event instanceof ChildEvent.Received received && received.message() instanceof Message.Done) {
            done = true;
        }
        events.add(event);
    }

    String name() {
        return name;
    }

    boolean isDone() {
        return done;
    }

    @Override
    public @Nullable ChildEvent poll(long milliseconds) throws InterruptedException {
        ChildEvent event = events.poll(milliseconds, TimeUnit.MILLISECONDS);
        return event instanceof ChildEvent.Received received && received.message() instanceof Message.Printed printed
                ? output(received, printed)
                : event;
    }

    private ChildEvent.Output output(ChildEvent.Received received, Message.Printed printed) {
        if (received.awaited()) {
            try {
                send(new Command.Seen(), received.runId());
            } catch (IOException e) {
                // Its end follows.
            }
        }
        TextDecoder decoder = printed.error() ? err : out;
        return new ChildEvent.Output(printed.error(), decoder.decode(printed.bytes(), printed.bytes().length));
    }

    @Override
    public void send(Command command, long runId) throws IOException {
        if (command instanceof Command.Run run) {
            name = String.join(", ", run.uniqueIds());
            begun = true;
            shared.begins(runId, this);
        }
        shared.send(command, runId);
    }

    @Override
    public void announce(Command.Prepare next) {
        shared.sendWithNext(next, Frame.WHOLE_CHILD);
    }

    @Override
    public String liveEvidence() {
        return shared.liveEvidence();
    }

    @Override
    public void end() {
        shared.leaves(this);
        if (begun && !done) {
            shared.endFor(this);
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean wasStartedAhead() {
        return false;
    }

    @Override
    public Optional<Path> archive() {
        return shared.archive();
    }

    @Override
    public Optional<Path> crashFile() {
        return shared.crashFile();
    }

    @Override
    public List<PublishedPort> publishedPorts() {
        return List.of();
    }

    @Override
    public Optional<String> limitsNotHeld() {
        return Optional.empty();
    }

    @Override
    public Optional<String> killedForMemory() {
        return Optional.empty();
    }

    @Override
    public boolean hasLeftProcesses() {
        return false;
    }
}
