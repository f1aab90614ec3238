package org.junitisolated.internal.launch;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.Frame;

/**
 * The two connections of a child. The launcher makes them in a fixed order, status first; both come through one socket in
 * a directory that only this user can enter.
 */
final class ChildConnections implements Closeable {

    private static final long FULL_BUFFER_WAIT_NANOS = 1_000_000;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Path path;
    private final Selector selector;
    private final ServerSocketChannel server;
    private ByteBuffer held = NOTHING;
    private volatile @Nullable SocketChannel status;
    private volatile @Nullable SocketChannel control;

    private ChildConnections(Path path, Selector selector, ServerSocketChannel server) {
        this.path = path;
        this.selector = selector;
        this.server = server;
    }

    /** Listens, so that the launcher can be started. */
    static ChildConnections listen(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        server.configureBlocking(false);
        Selector selector = Selector.open();
        server.register(selector, SelectionKey.OP_ACCEPT);
        return new ChildConnections(path, selector, server);
    }

    /** Waits until something has arrived, at most so many milliseconds, and accepts connections that are new. */
    void await(long milliseconds) throws IOException {
        selector.select(milliseconds);
        selector.selectedKeys().clear();
        SocketChannel accepted = server.isOpen() ? server.accept() : null;
        while (accepted != null) {
            accepted.configureBlocking(false);
            accepted.register(selector, SelectionKey.OP_READ);
            if (status == null) {
                status = accepted;
                accepted = server.accept();
            } else {
                control = accepted;
                stopListening();
                return;
            }
        }
    }

    private void stopListening() throws IOException {
        server.close();
        Files.deleteIfExists(path);
    }

    /** Reads what has arrived; -1 at the end of the connection, 0 when nothing is there. */
    int readStatus(ByteBuffer target) throws IOException {
        return read(status, target);
    }

    /** Reads what has arrived; -1 at the end of the connection, 0 when nothing is there. */
    int readControl(ByteBuffer target) throws IOException {
        return read(control, target);
    }

    private static int read(@Nullable SocketChannel channel, ByteBuffer target) throws IOException {
        if (channel == null || !channel.isOpen()) {
            return 0;
        }
        int count = readOrEnd(channel, target);
        if (count < 0) {
            channel.close();
        }
        return count;
    }

    /** A child that is killed before it has read all that was sent to it resets the connection: that is its end, too. */
    private static int readOrEnd(SocketChannel channel, ByteBuffer target) {
        try {
            return channel.read(target);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Has a frame sent with the next one: it is in no hurry, and to wake the child takes longer than all else. */
    synchronized void sendWithNext(Frame frame) {
        held = frame.encode();
    }

    /** Sends a frame whole. A child that does not read makes this wait, until the child is gone. */
    synchronized void send(Frame frame) throws IOException {
        SocketChannel channel = control;
        if (channel == null) {
            throw new IOException("the child has not connected");
        }
        ByteBuffer[] bytes = {frame.encode(), held};
        held = NOTHING;
        while (bytes[0].hasRemaining() || bytes[1].hasRemaining()) {
            if (channel.write(bytes) == 0) {
                LockSupport.parkNanos(FULL_BUFFER_WAIT_NANOS);
            }
        }
    }

    @Override
    @SuppressWarnings("try") // They are named only to be closed, each whatever happens to the others.
    public void close() throws IOException {
        try (Selector closedLast = selector;
                ServerSocketChannel closedToo = server;
                SocketChannel controlToo = control;
                SocketChannel statusToo = status) {
            Files.deleteIfExists(path);
        }
    }
}
