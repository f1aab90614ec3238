package org.junitisolated.internal.failure;

import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.BodyReader;
import org.junitisolated.internal.wire.BodyWriter;
import org.junitisolated.internal.wire.MalformedFrameException;

/** A {@link ComparedValue}, or its absence, as bytes. */
final class ComparedValueCodec {

    static void write(BodyWriter out, @Nullable ComparedValue value) {
        out.writeBoolean(value != null);
        if (value != null) {
            out.writeString(value.kind().name());
            out.writeString(value.typeName());
            out.writeString(value.representation());
            out.writeInt(value.identityHash());
            out.writeString(value.path());
            out.writeString(value.content());
        }
    }

    static @Nullable ComparedValue read(BodyReader in) throws MalformedFrameException {
        if (!in.readBoolean()) {
            return null;
        }
        ComparedValue value = new ComparedValue(
                readKind(in), in.readString(), in.readString(), in.readInt(), in.readString(), in.readString());
        try {
            value.jdkValue();
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new MalformedFrameException("no " + value.kind() + ": " + e.getMessage());
        }
        return value;
    }

    private static ComparedValue.Kind readKind(BodyReader in) throws MalformedFrameException {
        String name = in.readString();
        try {
            return ComparedValue.Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new MalformedFrameException("unknown kind of value: " + name);
        }
    }

    private ComparedValueCodec() {}
}
