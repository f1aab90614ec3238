package org.junitisolated.internal.child;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junitisolated.internal.wire.FrameChannel;

/** Descriptors 0, 1 and 2 of the child: what they are at the start, and what the test finds there. */
final class StandardStreams {

    private StandardStreams() {}

    /**
     * Takes the control socket, which the launcher put at descriptor 0, and leaves {@code /dev/null} in its place, so that
     * neither the test nor a process that it starts can read the parent's commands by accident; {@code System.in} is empty.
     */
    static FrameChannel takeControlConnection() throws IOException {
        FrameChannel.Connection control = control();
        replace();
        return new FrameChannel(control);
    }

    private static FrameChannel.Connection control() throws IOException {
        try {
            return ControlSocket.take();
        } catch (UnsatisfiedLinkError e) {
            return ChannelConnection.over(inherited());
        }
    }

    /** Takes it by means of the JDK, which leaves {@code /dev/null} open for writing only. */
    private static SocketChannel inherited() throws IOException {
        Channel inherited = System.inheritedChannel();
        if (!(inherited instanceof SocketChannel control)) {
            throw new IOException("descriptor 0 is no control connection but " + inherited
                    + "; this class is started by the launcher only");
        }
        // The channel holds a duplicate of descriptor 0. The JDK never closes descriptors 0 to 2: it puts /dev/null
        // there.
        new FileInputStream(FileDescriptor.in).close();
        return control;
    }

    /** Puts the streams in place that the test finds: nothing to read, and output as the parent decodes it. */
    static void replace() {
        System.setIn(InputStream.nullInputStream());
        System.setOut(utf8(FileDescriptor.out));
        System.setErr(utf8(FileDescriptor.err));
    }

    /** Brings out all that the test has printed so far. What it put in place of the streams may throw anything at that. */
    static void flush() {
        flush(System.out);
        flush(System.err);
    }

    private static void flush(PrintStream stream) {
        try {
            stream.flush();
        } catch (Throwable t) {
            // The stream is the test's own; its faults are no reason to lose an event.
        }
    }

    /** The parent decodes the pipes as UTF-8; the platform's charset could lose characters. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 8192), true, StandardCharsets.UTF_8);
    }
}
