package org.junitisolated.internal.child;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junitisolated.internal.wire.ChildExit;
import org.junitisolated.internal.wire.FrameChannel;
import org.junitisolated.internal.wire.Start;
import org.junitisolated.internal.wire.WireEnd;

/**
 * The main class of a child that the parent starts by itself, where no launcher can be had. It makes the launcher's two
 * connections, takes its standard input for the launcher's lifeline, and kills at its end what it still sees below itself.
 */
public final class LauncherlessChildMain {

    private LauncherlessChildMain() {}

    /**
     * Starts the child. Only the parent calls this.
     *
     * @param arguments a {@link Start}, followed by the path of the socket that the parent listens at
     */
    public static void main(String[] arguments) {
        Start start = Start.from(arguments);
        WireEnd.becomeChild(List.of());
        watchLifeline();
        Runtime.getRuntime().addShutdownHook(new Thread(LauncherlessChildMain::killDescendants));
        ChildMain.serveAndExit(
                start, () -> connect(UnixDomainSocketAddress.of(start.further().get(0))), LeftProcesses.belowThisJvm());
    }

    /** The parent expects the connection for status records first; there is nobody to write any. */
    @SuppressWarnings("resource") // The first one stays open as long as the child lives.
    private static FrameChannel connect(UnixDomainSocketAddress parent) throws IOException {
        SocketChannel status = SocketChannel.open(StandardProtocolFamily.UNIX);
        status.connect(parent);
        SocketChannel control = SocketChannel.open(StandardProtocolFamily.UNIX);
        control.connect(parent);
        StandardStreams.replace();
        return new FrameChannel(ChannelConnection.over(control));
    }

    /** The pipe ends when the parent closes it, and when the parent is gone. */
    private static void watchLifeline() {
        InputStream lifeline = new FileInputStream(FileDescriptor.in);
        ServiceThread.start("lifeline", () -> awaitEnd(lifeline));
    }

    private static void awaitEnd(InputStream lifeline) {
        try {
            while (lifeline.read() >= 0) {
                // Nothing is ever written to it.
            }
        } catch (IOException e) {
            // As good as its end.
        }
        killDescendants();
        Runtime.getRuntime().halt(ChildExit.PARENT_GONE);
    }

    private static void killDescendants() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }
}
