package org.junitisolated.internal.child;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junitisolated.internal.wire.FrameChannel;

/**
 * The connection that the launcher put at descriptor 0, by plain reads and writes. Unlike a channel's, these go on when the
 * thread is interrupted; and what initialises a channel takes 17 to 22 ms, which most children need for nothing else.
 */
final class ControlSocket implements FrameChannel.Connection {

    private final FileDescriptor descriptor;
    private final FileInputStream in;
    private final FileOutputStream out;

    private ControlSocket(FileDescriptor descriptor) {
        this.descriptor = descriptor;
        this.in = new FileInputStream(descriptor);
        this.out = new FileOutputStream(descriptor);
    }

    /**
     * Takes the connection, and leaves {@code /dev/null} in its place.
     *
     * @throws IOException if descriptor 0 is no socket
     * @throws UnsatisfiedLinkError where the JVM was started without our library
     */
    static ControlSocket take() throws IOException {
        FileDescriptor taken = new FileDescriptor();
        require(takeStandardInput(taken), "taking over descriptor 0");
        return new ControlSocket(taken);
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        int count = in.read(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        if (count > 0) {
            bytes.position(bytes.position() + count);
        }
        return count;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), count);
        bytes.position(bytes.limit());
        return count;
    }

    @Override
    public void endReading() throws IOException {
        require(endReading(descriptor), "shutting down its reading end");
    }

    @Override
    public boolean isOpen() {
        return descriptor.valid();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static void require(int error, String step) throws IOException {
        if (error != 0) {
            throw new IOException("the control connection, which the launcher puts at descriptor 0, cannot be used: "
                    + step + ": errno " + error);
        }
    }

    private static native int takeStandardInput(FileDescriptor taken);

    private static native int endReading(FileDescriptor descriptor);
}
