package org.junitisolated.internal.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames, however the bytes arrive. Memory grows with what has arrived, never with what a
 * length field announces.
 */
public final class FrameDecoder {

    private static final int USUAL_SIZE = 8192;
    private static final int LARGEST_SIZE = Frame.LENGTH_BYTES + Frame.MAX_LENGTH;

    private byte[] buffered = new byte[USUAL_SIZE];
    private int size;

    /** Takes all remaining bytes of {@code received}. */
    public void feed(ByteBuffer received) {
        int needed = size + received.remaining();
        if (needed > buffered.length) {
            buffered = Arrays.copyOf(buffered, Math.max(needed, Math.min(buffered.length * 2, LARGEST_SIZE)));
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
        byte awaited = bytes.get();
        if (awaited != 0 && awaited != 1) {
            throw new MalformedFrameException("a frame with " + awaited + " where 0 or 1 is to be");
        }
        long runId = bytes.getLong();
        byte[] body = new byte[length - Frame.HEADER_BYTES];
        bytes.get(body);
        keep(bytes);
        return new Frame(type, awaited == 1, runId, body);
    }

    /** What a large frame has taken is given back. */
    private void keep(ByteBuffer rest) {
        boolean large = buffered.length > 16 * USUAL_SIZE && rest.remaining() <= USUAL_SIZE;
        byte[] kept = large ? new byte[USUAL_SIZE] : buffered;
        System.arraycopy(buffered, rest.position(), kept, 0, rest.remaining());
        buffered = kept;
        size = rest.remaining();
    }

    /** Tells whether the stream so far ends between two frames. */
    public boolean isAtFrameBoundary() {
        return size == 0;
    }
}
