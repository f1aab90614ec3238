package org.junitisolated.internal.failure;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;
import org.junitisolated.fuzz.Allocation;
import org.junitisolated.internal.wire.BodyReader;
import org.junitisolated.internal.wire.BodyWriter;
import org.junitisolated.internal.wire.MalformedFrameException;

/**
 * Whatever a child sends in place of a throwable is the description of one, which is the same when it is written and read
 * once more, or a {@link MalformedFrameException}; and of any description a throwable is made, which can be asked and
 * printed, and for which no class of the user's is initialised.
 */
public final class ThrowablesFuzz {

    private ThrowablesFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            byte[] written = write(read(input));
            ThrowableData data = read(written);
            if (!Arrays.equals(written, write(data))) {
                throw new AssertionError("it was read as another one: " + data);
            }
            rebuild(data);
        } catch (MalformedFrameException e) {
            // As it must be.
        }
    }

    private static ThrowableData read(byte[] bytes) throws MalformedFrameException {
        Allocation allocation = Allocation.ofReading(bytes.length);
        try {
            return ThrowableData.readFrom(new BodyReader(bytes));
        } finally {
            allocation.check();
        }
    }

    private static byte[] write(ThrowableData data) {
        BodyWriter body = new BodyWriter();
        data.writeTo(body);
        return body.toByteArray();
    }

    /** Not by {@link ThrowableRebuilder}, which never throws: what it would have to catch is a finding. */
    private static void rebuild(ThrowableData data) {
        Throwable rebuilt = new GraphRebuild(data.nodes()).rebuild();
        CanaryWatch.check();
        ThrowableData.capture(rebuilt);
        rebuilt.printStackTrace(new PrintWriter(Writer.nullWriter()));
    }
}
