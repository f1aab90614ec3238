package org.junitisolated.internal.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of one frame into memory. All numbers are big-endian.
 *
 * <p>Strings travel as UTF-16 code units, since a test may well report text with unpaired surrogates, and UTF-8 would
 * change it.
 */
public final class BodyWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final DataOutputStream out = new DataOutputStream(bytes);

    public BodyWriter writeBoolean(boolean value) {
        return write(() -> out.writeBoolean(value));
    }

    public BodyWriter writeByte(int value) {
        return write(() -> out.writeByte(value));
    }

    public BodyWriter writeInt(int value) {
        return write(() -> out.writeInt(value));
    }

    public BodyWriter writeLong(long value) {
        return write(() -> out.writeLong(value));
    }

    public BodyWriter writeString(String value) {
        byte[] units = new byte[value.length() * Character.BYTES];
        for (int i = 0; i < value.length(); i++) {
            units[i * Character.BYTES] = (byte) (value.charAt(i) >> Byte.SIZE);
            units[i * Character.BYTES + 1] = (byte) value.charAt(i);
        }
        return write(() -> {
            out.writeInt(value.length());
            out.write(units);
        });
    }

    public BodyWriter writeNullableString(@Nullable String value) {
        writeBoolean(value != null);
        return value == null ? this : writeString(value);
    }

    public BodyWriter writeBytes(byte[] value) {
        return write(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
    }

    /** Writes the number of elements, then each of them as {@code writeElement} does. */
    public <T> BodyWriter writeAll(Collection<T> elements, BiConsumer<BodyWriter, ? super T> writeElement) {
        writeInt(elements.size());
        elements.forEach(element -> writeElement.accept(this, element));
        return this;
    }

    public BodyWriter writeMap(Map<String, String> map) {
        return writeAll(
                map.entrySet(),
                (body, entry) -> body.writeString(entry.getKey()).writeString(entry.getValue()));
    }

    public byte[] toByteArray() {
        return bytes.toByteArray();
    }

    private BodyWriter write(MemoryWrite write) {
        try {
            write.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen: the body is written to memory", e);
        }
    }

    @FunctionalInterface
    private interface MemoryWrite {
        void run() throws IOException;
    }
}
