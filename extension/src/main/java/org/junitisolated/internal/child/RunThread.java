package org.junitisolated.internal.child;

import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junitisolated.internal.wire.ChildExit;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.Leak;
import org.junitisolated.internal.wire.MalformedFrameException;
import org.junitisolated.internal.wire.Message.Begun;
import org.junitisolated.internal.wire.Message.Done;
import org.junitisolated.internal.wire.Message.Leaks;
import org.junitisolated.internal.wire.Unseen;

/**
 * Executes one of a shared child's runs, in namespaces of its own. It enters them before the run comes, since that takes the
 * kernel a while.
 */
final class RunThread extends Thread {

    private static final String NAME = "junit-isolated-run";

    /** What all runs of the child have in common. */
    record Child(
            JupiterRun jupiter,
            LauncherSession session,
            ThreadNamespaces namespaces,
            FrameSender sender,
            CommandReader commands,
            ExitWatch exitWatch) {}

    private final Child child;
    private final Semaphore taken = new Semaphore(0);
    private volatile boolean last;
    private @Nullable Prepared prepared;

    /** What was announced. */
    private record Prepared(Command.Prepare announced, JupiterRun.Discovered discovered) {

        boolean isFor(Command.Run run) {
            return announced.equals(new Command.Prepare(run.uniqueIds(), run.configuration()));
        }
    }

    RunThread(Child child) {
        super(new ThreadGroup(NAME), NAME);
        this.child = child;
    }

    /** Waits until it has taken a run; false if none comes any more. */
    boolean awaitTaken() throws InterruptedException {
        taken.acquire();
        return !last;
    }

    @Override
    public void run() {
        try {
            Exception refused = enterNamespaces();
            Frame frame = awaitRun();
            Command command = Command.from(frame);
            last = command instanceof Command.End;
            taken.release();
            if (command instanceof Command.Run run) {
                serve(run, frame.runId(), refused);
            }
        } catch (Throwable t) {
            LastWords.halt("a run could not be served", t, ChildExit.BROKEN);
        }
    }

    private @Nullable Exception enterNamespaces() {
        try {
            child.namespaces.enter();
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    private Frame awaitRun() throws InterruptedException, MalformedFrameException {
        Frame frame = child.commands.awaitRun();
        while (Command.from(frame) instanceof Command.Prepare next) {
            prepare(next);
            frame = child.commands.awaitRun();
        }
        return frame;
    }

    private void prepare(Command.Prepare next) {
        try {
            prepared = new Prepared(next, child.jupiter.discover(child.session, next));
        } catch (Throwable t) {
            // It will be thrown again where somebody is told.
        }
    }

    private void serve(Command.Run run, long runId, @Nullable Exception refused) {
        setName(NAME + "-" + runId);
        EventSink sink = EventSink.toParent(child.sender, child.commands, Unseen.MOST_OF_SHARED);
        child.sender.send(new Begun().toFrame(runId));
        child.exitWatch.runStarted(runId);
        RunOutput output = RunOutput.begin(sink, runId);
        if (child.namespaces.haveNetwork() && refused == null && child.exitWatch.runs() == 1) {
            PoolNetworks.takeAlong();
        }
        LeftInRun left = new LeftInRun(getThreadGroup(), this, child.namespaces.haveNetwork());
        Done done = refused == null
                ? TestRun.execute(run, new EventStreamer(sink, runId, run.unit()), this::execute)
                : new Done(TestRun.encode(refused));
        List<Leak> leaks = left.find(run.leakSearch());
        child.exitWatch.runDone(runId);
        output.end();
        if (!leaks.isEmpty()) {
            child.sender.send(new Leaks(leaks).toFrame(runId));
        }
        child.commands.runDone(runId);
        child.sender.send(done.toFrame(runId));
    }

    private void execute(Command.Run run, EventStreamer events) {
        if (prepared != null && prepared.isFor(run)) {
            child.jupiter.execute(child.session, prepared.discovered, events);
        } else {
            child.jupiter.execute(child.session, run, events);
        }
    }
}
