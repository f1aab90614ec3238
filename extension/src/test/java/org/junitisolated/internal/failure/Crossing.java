package org.junitisolated.internal.failure;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junitisolated.internal.wire.BodyReader;
import org.junitisolated.internal.wire.BodyWriter;
import org.junitisolated.internal.wire.MalformedFrameException;

/** Takes throwables over the boundary and back. */
final class Crossing {

    static Throwable cross(Throwable throwable) {
        return ThrowableRebuilder.rebuild(read(write(ThrowableData.capture(throwable))));
    }

    static byte[] write(ThrowableData data) {
        BodyWriter out = new BodyWriter();
        data.writeTo(out);
        return out.toByteArray();
    }

    static ThrowableData read(byte[] bytes) {
        try {
            BodyReader in = new BodyReader(bytes);
            ThrowableData data = ThrowableData.readFrom(in);
            in.expectEnd();
            return data;
        } catch (MalformedFrameException e) {
            throw new AssertionError(e);
        }
    }

    static String print(Throwable throwable) {
        StringWriter text = new StringWriter();
        throwable.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private Crossing() {}
}
