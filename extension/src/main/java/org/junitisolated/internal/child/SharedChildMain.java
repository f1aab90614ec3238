package org.junitisolated.internal.child;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.platform.launcher.LauncherSession;
import org.junitisolated.Namespace;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.FrameChannel;
import org.junitisolated.internal.wire.Message.Ready;
import org.junitisolated.internal.wire.Start;
import org.junitisolated.internal.wire.WireEnd;

/**
 * The main class of a child that serves many runs, several at once, until it is told that no further one comes. Each run is
 * executed on a thread of its own, in namespaces of its own.
 */
public final class SharedChildMain {

    private SharedChildMain() {}

    /**
     * Starts the child. Only the launcher calls this.
     *
     * @param arguments a {@link Start}, followed by the number of namespaces, their names, and the directories that each run
     *     finds empty
     */
    public static void main(String[] arguments) {
        Start start = Start.from(arguments);
        List<String> further = start.further();
        int end = 1 + Integer.parseInt(further.get(0));
        List<String> names = further.subList(1, end);
        WireEnd.becomeChild(names);
        ChildMain.endingAsTold(() -> {
            start.readProperties().forEach(System::setProperty);
            FrameChannel control = StandardStreams.takeControlConnection();
            serve(control, ThreadNamespaces.prepare(namespaces(names), further.subList(end, further.size())));
        });
    }

    private static Set<Namespace> namespaces(List<String> names) {
        Set<Namespace> namespaces = EnumSet.noneOf(Namespace.class);
        names.forEach(name -> namespaces.add(Namespace.valueOf(name)));
        return namespaces;
    }

    private static void serve(FrameChannel control, ThreadNamespaces namespaces)
            throws IOException, InterruptedException {
        LastWords.prepare();
        FrameSender sender = new FrameSender(control);
        CommandReader commands = CommandReader.start(control, sender);
        ExitWatch exitWatch = ExitWatch.install(sender);
        RunOutput.route();
        sender.send(new Ready(Frame.PROTOCOL_VERSION, ProcessHandle.current().pid()).toFrame(Frame.WHOLE_CHILD));
        JupiterRun jupiter = JupiterRun.ofUser();
        try (LauncherSession session = jupiter.openSession()) {
            RunThread.Child child = new RunThread.Child(jupiter, session, namespaces, sender, commands, exitWatch);
            RunThread next;
            do {
                next = new RunThread(child);
                next.start();
            } while (next.awaitTaken());
        }
        commands.end();
    }
}
