package org.junitisolated.internal.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junitisolated.internal.wire.FrameChannel;

/**
 * A connection by a channel of the JDK's, for JVMs without our library. It writes on a thread of its own: a channel closes
 * when the thread that uses it is interrupted, and a test may interrupt its thread, or have it interrupted by a timeout, at
 * any time; ours is none of its business.
 */
final class ChannelConnection implements FrameChannel.Connection, Runnable {

    private record Pending(ByteBuffer bytes, Semaphore written) {}

    private final SocketChannel channel;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();

    private ChannelConnection(SocketChannel channel) {
        this.channel = channel;
    }

    static ChannelConnection over(SocketChannel channel) {
        ChannelConnection connection = new ChannelConnection(channel);
        ServiceThread.start("writer", connection);
        return connection;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        return channel.read(bytes);
    }

    @Override
    public int write(ByteBuffer bytes) {
        int count = bytes.remaining();
        Pending pending = new Pending(bytes, new Semaphore(0));
        queue.add(pending);
        pending.written.acquireUninterruptibly();
        return count;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Pending pending = queue.take();
                while (pending.bytes.hasRemaining()) {
                    channel.write(pending.bytes);
                }
                pending.written.release();
            }
        } catch (Throwable e) {
            // Who waits here must not wait for ever.
            FrameSender.halt(e);
        }
    }

    @Override
    public void endReading() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
