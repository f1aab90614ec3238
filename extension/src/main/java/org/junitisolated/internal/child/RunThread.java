package org.junitisolated.internal.child;

import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junitisolated.internal.wire.ChildExit;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.Leak;
import org.junitisolated.internal.wire.Message.Begun;
import org.junitisolated.internal.wire.Message.Done;
import org.junitisolated.internal.wire.Message.Leaks;

/** Executes one of a shared child's runs, in namespaces of its own. */
final class RunThread extends Thread {

    /** What all runs of the child have in common. */
    record Child(
            JupiterRun jupiter,
            LauncherSession session,
            ThreadNamespaces namespaces,
            FrameSender sender,
            CommandReader commands,
            ExitWatch exitWatch) {}

    private final Child child;
    private final long runId;
    private final Command.Run run;

    RunThread(Child child, long runId, Command.Run run) {
        super(new ThreadGroup("junit-isolated-run-" + runId), "junit-isolated-run-" + runId);
        this.child = child;
        this.runId = runId;
        this.run = run;
    }

    @Override
    public void run() {
        try {
            serve();
        } catch (Throwable t) {
            LastWords.halt("a run could not be served", t, ChildExit.BROKEN);
        }
    }

    private void serve() {
        EventSink sink = EventSink.toParent(child.sender, child.commands, runId);
        child.sender.send(new Begun().toFrame(runId));
        child.exitWatch.runStarted(runId);
        RunOutput output = RunOutput.begin(sink, runId);
        LeftInRun left = new LeftInRun(getThreadGroup(), this);
        Done done = execute(sink);
        List<Leak> leaks = left.find(run.leakSearch());
        child.exitWatch.runDone(runId);
        output.end();
        if (!leaks.isEmpty()) {
            child.sender.send(new Leaks(leaks).toFrame(runId));
        }
        child.commands.runDone(runId);
        child.sender.send(done.toFrame(runId));
    }

    private Done execute(EventSink sink) {
        try {
            child.namespaces.enter();
        } catch (Exception e) {
            return new Done(TestRun.encode(e));
        }
        return TestRun.execute(
                run,
                new EventStreamer(sink, runId),
                (wanted, events) -> child.jupiter.execute(child.session, wanted, events));
    }
}
