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

    private final long runId;
    private final Command.Run run;
    private final JupiterRun jupiter;
    private final LauncherSession session;
    private final ThreadNamespaces namespaces;
    private final FrameSender sender;
    private final CommandReader commands;
    private final ExitWatch exitWatch;

    RunThread(
            long runId,
            Command.Run run,
            JupiterRun jupiter,
            LauncherSession session,
            ThreadNamespaces namespaces,
            FrameSender sender,
            CommandReader commands,
            ExitWatch exitWatch) {
        super(new ThreadGroup("junit-isolated-run-" + runId), "junit-isolated-run-" + runId);
        this.runId = runId;
        this.run = run;
        this.jupiter = jupiter;
        this.session = session;
        this.namespaces = namespaces;
        this.sender = sender;
        this.commands = commands;
        this.exitWatch = exitWatch;
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
        EventSink sink = EventSink.toParent(sender, commands, runId);
        sender.send(new Begun().toFrame(runId));
        exitWatch.runStarted(runId);
        RunOutput output = RunOutput.begin(sink, runId);
        LeftInRun left = new LeftInRun(getThreadGroup(), this);
        Done done = execute(sink);
        List<Leak> leaks = left.find(run.leakSearch());
        exitWatch.runDone(runId);
        output.end();
        if (!leaks.isEmpty()) {
            sender.send(new Leaks(leaks).toFrame(runId));
        }
        commands.runDone(runId);
        sender.send(done.toFrame(runId));
    }

    private Done execute(EventSink sink) {
        try {
            namespaces.enter();
        } catch (Exception e) {
            return new Done(TestRun.encode(e));
        }
        return TestRun.execute(
                run, new EventStreamer(sink, runId), (wanted, events) -> jupiter.execute(session, wanted, events));
    }
}
