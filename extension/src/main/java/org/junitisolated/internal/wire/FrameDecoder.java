package org.junitisolated.internal.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames, however the bytes arrive. Memory grows with what has arrived, never with what a
 * length field announces.
 */
public final class FrameDecoder {

    private byte[] buffered = new byte[8192];
    private int size;

    /** Takes all remaining bytes of {@code received}. */
    public void feed(ByteBuffer received) {
        int needed = size + received.remaining();
        if (needed > buffered.length) {
            buffered = Arrays.copyOf(buffered, Math.max(needed, buffered.length * 2));
        }
        int count = received.remaining();
        received.get(buffered, size, count);
        size += count;
    }

    /** Returns the next whole frame, or null when more bytes are needed for it. */
    public @Nullable Frame poll() throws MalformedFrameException {
        if (size < Frame.LENGTH_BYTES) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffered, 0, size);
        int length = bytes.getInt();
        if (length < Frame.HEADER_BYTES || length > Frame.MAX_LENGTH) {
            throw new MalformedFrameException(
                    "a frame of " + length + " bytes; a frame has " + Frame.HEADER_BYTES + " to " + Frame.MAX_LENGTH);
        }
        if (bytes.remaining() < length) {
            return null;
        }
        byte type = bytes.get();
        long runId = bytes.getLong();
        byte[] body = new byte[length - Frame.HEADER_BYTES];
        bytes.get(body);
        System.arraycopy(buffered, bytes.position(), buffered, 0, bytes.remaining());
        size = bytes.remaining();
        return new Frame(type, runId, body);
    }

    /** Tells whether the stream so far ends between two frames. */
    public boolean isAtFrameBoundary() {
        return size == 0;
    }
}
