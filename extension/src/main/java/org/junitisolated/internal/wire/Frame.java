package org.junitisolated.internal.wire;

import java.nio.ByteBuffer;

/**
 * One message as it travels over the control socket. All numbers are big-endian.
 *
 * <pre>
 *  0       4      5         6              14
 *  +-------+------+---------+--------------+----------------------+
 *  | length| type | awaited | run id       | body                 |
 *  | int   | byte | 0 or 1  | long         | length - 10 bytes    |
 *  +-------+------+---------+--------------+----------------------+
 * </pre>
 *
 * The length counts all that follows it. The run id tells which run a frame belongs to, since a child may serve several
 * at once; 0 stands for the child as a whole.
 *
 * @param type what the body means, one of the constants in {@link Message} and {@link Command}
 * @param awaited whether the run goes on only when it is told that this, and all before it, has been {@link Command.Seen seen}
 * @param runId the run, or {@link #WHOLE_CHILD}
 * @param body the rest, laid out as the type says
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, read once, never compared.
public record Frame(byte type, boolean awaited, long runId, byte[] body) {

    /** The run id of frames that concern the child as a whole. */
    public static final long WHOLE_CHILD = 0;

    /** Both ends refuse to work with another version: they come from one jar unless the class path is mixed up. */
    public static final int PROTOCOL_VERSION = 6;

    /** The largest frame, in bytes after the length field: 32 MiB. Larger ones are refused unread. */
    static final int MAX_LENGTH = 32 << 20;

    static final int LENGTH_BYTES = Integer.BYTES;
    static final int HEADER_BYTES = 2 * Byte.BYTES + Long.BYTES;

    /** Refuses a body that is over the limit, where there is still somebody to tell. */
    public Frame {
        if (body.length > MAX_LENGTH - HEADER_BYTES) {
            throw new IllegalStateException("a message of %,d bytes is over the limit of %,d"
                    .formatted(body.length, MAX_LENGTH - HEADER_BYTES));
        }
    }

    /** A frame that is not awaited. */
    public Frame(byte type, long runId, byte[] body) {
        this(type, false, runId, body);
    }

    /** Returns the same, awaited. */
    public Frame asAwaited() {
        return new Frame(type, true, runId, body);
    }

    /** Returns the frame's bytes, ready to be sent. */
    public ByteBuffer encode() {
        int length = HEADER_BYTES + body.length;
        return ByteBuffer.allocate(LENGTH_BYTES + length)
                .putInt(length)
                .put(type)
                .put((byte) (awaited ? 1 : 0))
                .putLong(runId)
                .put(body)
                .flip();
    }
}
