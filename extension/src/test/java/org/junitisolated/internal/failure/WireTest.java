package org.junitisolated.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junitisolated.internal.failure.KnownThrowablesTest.thrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junitisolated.internal.wire.BodyReader;
import org.junitisolated.internal.wire.BodyWriter;
import org.junitisolated.internal.wire.MalformedFrameException;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.FileInfo;
import org.opentest4j.MultipleFailuresError;

/** What the child writes, the parent reads; what it cannot have written is refused, and costs nothing. */
class WireTest {

    @Test
    void nothingIsLost() throws IOException {
        ThrowableData data = ThrowableData.capture(sample());

        BodyWriter out = new BodyWriter();
        data.writeTo(out);
        out.writeInt(42);
        BodyReader in = new BodyReader(out.toByteArray());

        assertThat(ThrowableData.readFrom(in).nodes()).isEqualTo(data.nodes());
        assertThat(in.readInt()).as("what follows is left to others").isEqualTo(42);
    }

    @Test
    void bytesWrittenByHandAreUnderstood() throws IOException {
        BodyWriter out = new BodyWriter().writeInt(1);
        out.writeInt(2).writeString("user.Failure").writeString("java.lang.Error");
        out.writeNullableString("message").writeBoolean(true).writeBoolean(true);
        out.writeInt(1)
                .writeNullableString("loader")
                .writeNullableString("module")
                .writeNullableString("1")
                .writeString("Type")
                .writeString("method")
                .writeNullableString(null)
                .writeInt(-2);
        out.writeInt(-1).writeInt(0).writeInt(0).writeBoolean(false).writeBoolean(false);

        Throwable rebuilt = ThrowableRebuilder.rebuild(ThrowableData.readFrom(new BodyReader(out.toByteArray())));

        assertThat(rebuilt).isInstanceOf(Error.class).hasToString("user.Failure: message");
        assertThat(rebuilt.getStackTrace()[0]).hasToString("loader/module@1/Type.method(Native Method)");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = Crossing.write(ThrowableData.capture(sample()));
        for (int length = 0; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);

            assertThatExceptionOfType(MalformedFrameException.class)
                    .isThrownBy(() -> ThrowableData.readFrom(new BodyReader(truncated)));
        }
    }

    @Test
    void flippedBytesAreRefusedOrHarmless() {
        byte[] bytes = Crossing.write(ThrowableData.capture(sample()));
        Random random = new Random(4711);
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] flipped = bytes.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
            }
            refused += survives(flipped) ? 0 : 1;
        }
        assertThat(refused).isBetween(100, 2_999);
    }

    @Test
    void noiseIsRefused() {
        Random random = new Random(4711);
        for (int round = 0; round < 3_000; round++) {
            byte[] noise = new byte[random.nextInt(500)];
            random.nextBytes(noise);
            assertThat(survives(noise)).isFalse();
        }
    }

    @Test
    void lyingLengthsAreRefusedBeforeAnythingIsAllocated() {
        for (int lie : List.of(Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0, 4_001)) {
            assertThatExceptionOfType(MalformedFrameException.class)
                    .isThrownBy(() -> ThrowableData.readFrom(
                            new BodyReader(new BodyWriter().writeInt(lie).toByteArray())));
        }
    }

    private static boolean survives(byte[] bytes) {
        try {
            ThrowableData data = ThrowableData.readFrom(new BodyReader(bytes));
            assertThat(ThrowableRebuilder.rebuild(data)).isNotNull();
            return true;
        } catch (MalformedFrameException e) {
            return false;
        }
    }

    private static Throwable sample() {
        Throwable cause = thrownBy(() -> List.of().get(0));
        MultipleFailuresError sample = new MultipleFailuresError(
                "heading",
                List.of(
                        new AssertionFailedError("numbers", 1, 2L, cause),
                        new AssertionFailedError("others", 'c', new Object()),
                        new AssertionFailedError("file", new FileInfo("path", new byte[] {1, -1}), null)));
        sample.addSuppressed(new StandInsTest.Localized("localized"));
        sample.addSuppressed(new StandInsTest.Spoken("spoken \uD800"));
        sample.addSuppressed(new StandInsTest.Checked(null, sample));
        return shortened(sample);
    }

    /** Fewer frames, so that every position can be tried. */
    private static Throwable shortened(Throwable sample) {
        for (Throwable each : sample.getSuppressed()) {
            each.setStackTrace(Arrays.copyOf(each.getStackTrace(), 3));
        }
        ((MultipleFailuresError) sample)
                .getFailures()
                .forEach(each -> each.setStackTrace(Arrays.copyOf(each.getStackTrace(), 1)));
        sample.setStackTrace(Arrays.copyOf(sample.getStackTrace(), 2));
        return sample;
    }
}
