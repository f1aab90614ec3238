package org.junitisolated.internal.child;

import java.io.IOException;
import java.util.List;
import org.junitisolated.internal.wire.ChildExit;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.FrameChannel;
import org.junitisolated.internal.wire.Leak;
import org.junitisolated.internal.wire.Message.Begun;
import org.junitisolated.internal.wire.Message.Done;
import org.junitisolated.internal.wire.Message.Leaks;
import org.junitisolated.internal.wire.Message.Ready;
import org.junitisolated.internal.wire.Start;
import org.junitisolated.internal.wire.Unseen;
import org.junitisolated.internal.wire.WireEnd;

/**
 * The main class of a child JVM. It announces itself on the control socket, which is its descriptor 0, serves one run
 * and exits by itself, so that shutdown hooks run (a coverage agent writes its data in one).
 */
public final class ChildMain {

    /** A run that is there so soon has been waited for: it needs no better preparation than its own beginning. */
    private static final long UNLESS_THERE_MILLIS = 5;

    private ChildMain() {}

    /**
     * Starts the child. Only the launcher calls this.
     *
     * @param arguments a {@link Start}, followed by the names of the namespaces that the child was asked to be in
     */
    public static void main(String[] arguments) {
        Start start = Start.from(arguments);
        WireEnd.becomeChild(start.further());
        serveAndExit(start, StandardStreams::takeControlConnection, LeftProcesses.belowLauncher());
    }

    /** How a child comes by its control connection. */
    @FunctionalInterface
    interface Connection {
        FrameChannel open() throws IOException;
    }

    /** Serves one run on the connection, then ends this JVM. */
    static void serveAndExit(Start start, Connection connection, LeftProcesses processes) {
        endingAsTold(() -> {
            start.readProperties().forEach(System::setProperty);
            serve(start, connection.open(), processes);
        });
    }

    /** What a child does all its life. */
    @FunctionalInterface
    interface Service {
        void serve() throws IOException, InterruptedException;
    }

    /** Serves, then ends this JVM; if that breaks off, the exit code says why. */
    static void endingAsTold(Service service) {
        try {
            serveOrHalt(service);
            // The connection stays open: with it the JDK would close stdout and stderr, which shutdown hooks may still
            // need.
            System.exit(0);
        } finally {
            // To find the handler of an exception the JVM may have to load its class, and have no memory for that. Then
            // the handlers below are passed over; this one has no class.
            LastWords.halt(null, ChildExit.NO_MEMORY);
        }
    }

    private static void serveOrHalt(Service service) {
        try {
            service.serve();
        } catch (IOException | InterruptedException e) {
            LastWords.halt("the child lost its parent", e, ChildExit.PARENT_UNREACHABLE);
        } catch (Throwable t) {
            LastWords.halt("the child can do no more", t, ChildExit.BROKEN);
        }
    }

    private static boolean isToWarmUp(Start start, CommandReader commands) throws InterruptedException {
        return switch (start.warmUp()) {
            case NEVER -> false;
            case WHILE_WAITING -> !commands.awaitRun(UNLESS_THERE_MILLIS);
            case ALWAYS -> true;
        };
    }

    private static void serve(Start start, FrameChannel control, LeftProcesses processes)
            throws IOException, InterruptedException {
        LastWords.prepare();
        FrameSender sender = new FrameSender(control);
        CommandReader commands = CommandReader.start(control, sender);
        ExitWatch exitWatch = ExitWatch.install(sender);
        sender.send(new Ready(Frame.PROTOCOL_VERSION, ProcessHandle.current().pid()).toFrame(Frame.WHOLE_CHILD));
        if (isToWarmUp(start, commands)) {
            WarmUp.run();
        }
        LeakWatch leakWatch = new LeakWatch(processes);
        Frame frame = commands.awaitRun();
        Command.Run run = (Command.Run) Command.from(frame);
        sender.send(new Begun().toFrame(frame.runId()));
        exitWatch.runStarted(frame.runId());
        Done done = TestRun.execute(
                run,
                new EventStreamer(EventSink.toParent(sender, commands, Unseen.MOST_OF_OWN), frame.runId(), run.unit()),
                (wanted, events) -> JupiterRun.ofUser().execute(wanted, events));
        List<Leak> leaks = leakWatch.find(run.leakSearch());
        exitWatch.runDone(frame.runId());
        StandardStreams.flush();
        if (!leaks.isEmpty()) {
            sender.send(new Leaks(leaks).toFrame(frame.runId()));
        }
        sender.send(done.toFrame(frame.runId()));
        commands.end();
    }
}
