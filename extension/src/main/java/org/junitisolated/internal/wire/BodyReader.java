package org.junitisolated.internal.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link BodyWriter} wrote. Every length is checked against the bytes that are really there before anything
 * is allocated for it, so a body that lies costs an exception and nothing else.
 */
public final class BodyReader {

    private final ByteBuffer body;

    public BodyReader(byte[] body) {
        this.body = ByteBuffer.wrap(body);
    }

    public boolean readBoolean() throws MalformedFrameException {
        byte value = readByte();
        if (value != 0 && value != 1) {
            throw new MalformedFrameException("a boolean is 0 or 1, not " + value);
        }
        return value == 1;
    }

    public byte readByte() throws MalformedFrameException {
        return read(ByteBuffer::get);
    }

    public int readInt() throws MalformedFrameException {
        return read(ByteBuffer::getInt);
    }

    public long readLong() throws MalformedFrameException {
        return read(ByteBuffer::getLong);
    }

    public String readString() throws MalformedFrameException {
        int length = readLength(Character.BYTES);
        String value =
                body.slice().limit(length * Character.BYTES).asCharBuffer().toString();
        body.position(body.position() + length * Character.BYTES);
        return value;
    }

    public @Nullable String readNullableString() throws MalformedFrameException {
        return readBoolean() ? readString() : null;
    }

    public byte[] readBytes() throws MalformedFrameException {
        byte[] value = new byte[readLength(1)];
        body.get(value);
        return value;
    }

    /**
     * Reads a list. Its size is checked, and yet nothing is allocated for it: each element takes at least one byte, but
     * several lists inside one another may all claim the same bytes.
     */
    public <T> List<T> readAll(ElementReader<? extends T> readElement) throws MalformedFrameException {
        int size = readLength(1);
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(readElement.read(this));
        }
        return elements;
    }

    /** Reads a map, in the order in which it was written. */
    public Map<String, String> readMap() throws MalformedFrameException {
        Map<String, String> map = new LinkedHashMap<>();
        for (int left = readLength(1); left > 0; left--) {
            map.put(readString(), readString());
        }
        return map;
    }

    /** Fails unless the whole body has been read. */
    public void expectEnd() throws MalformedFrameException {
        if (body.hasRemaining()) {
            throw new MalformedFrameException(body.remaining() + " bytes too many in the body of a frame");
        }
    }

    private int readLength(int bytesPerElement) throws MalformedFrameException {
        int length = readInt();
        if (length < 0 || length > body.remaining() / bytesPerElement) {
            throw new MalformedFrameException("a length of " + (long) length * bytesPerElement + " bytes where "
                    + body.remaining() + " bytes are left in the frame");
        }
        return length;
    }

    private <T> T read(Read<T> read) throws MalformedFrameException {
        try {
            return read.from(body);
        } catch (BufferUnderflowException e) {
            throw new MalformedFrameException("the body of a frame ends too early");
        }
    }

    /** Reads one element of a list. */
    @FunctionalInterface
    public interface ElementReader<T> {
        T read(BodyReader body) throws MalformedFrameException;
    }

    @FunctionalInterface
    private interface Read<T> {
        T from(ByteBuffer body);
    }

    /**
     * Reads the name of a constant.
     *
     * @param kind what such constants are, for the error
     */
    <E extends Enum<E>> E readEnum(Class<E> type, String kind) throws MalformedFrameException {
        String name = readString();
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new MalformedFrameException("no " + kind + " has the name " + name);
        }
    }
}
