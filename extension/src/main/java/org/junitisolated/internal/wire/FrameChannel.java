package org.junitisolated.internal.wire;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import org.jspecify.annotations.Nullable;

/** Frames over a blocking channel. Any thread may write; one thread at a time reads. */
public final class FrameChannel implements Closeable {

    /** What a child has to its parent. A thread that is interrupted while it writes goes on, and stays interrupted. */
    public interface Connection extends ByteChannel {

        /** Who waits to read, or comes later, finds the end. */
        void endReading() throws IOException;
    }

    private final ByteChannel channel;
    private final FrameDecoder decoder = new FrameDecoder();
    private final ByteBuffer received = ByteBuffer.allocate(8192);

    public FrameChannel(ByteChannel channel) {
        this.channel = channel;
    }

    /** Sends one frame whole; frames of several threads never mix. */
    public void write(Frame frame) throws IOException {
        write(frame.encode());
    }

    private synchronized void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Waits for the next frame; null means that the other end has closed the connection between two frames. */
    public @Nullable Frame read() throws IOException {
        while (true) {
            Frame frame = decoder.poll();
            if (frame != null) {
                return frame;
            }
            received.clear();
            if (channel.read(received) < 0) {
                return endOfStream();
            }
            decoder.feed(received.flip());
        }
    }

    private @Nullable Frame endOfStream() throws MalformedFrameException {
        if (!decoder.isAtFrameBoundary()) {
            throw new MalformedFrameException("the connection ended in the middle of a frame");
        }
        return null;
    }

    /** Ends the reading end of a {@link Connection}: who waits for a frame is told that it is at its end. */
    public void endReading() throws IOException {
        if (!(channel instanceof Connection connection)) {
            throw new IOException("the reading end of " + channel + " cannot be ended");
        }
        connection.endReading();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
