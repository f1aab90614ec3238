package org.junitisolated.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever arrives is a message, a command or a {@link MalformedFrameException}: no other exception, and no error. */
class MutatedFramesTest {

    private static final int ROUNDS = 20_000;

    /** Values that lengths, numbers and flags go wrong with. */
    private static final byte[] NASTY = {0, 1, 2, 8, 9, 16, 0x7F, (byte) 0x80, (byte) 0xFF};

    private static List<byte[]> validFrames() {
        Stream<Message> registered = TestSourceCodecTest.sources()
                .map(source -> new Message.Registered("id", "parent", "name", "old", true, true, Set.of("t"), source));
        return Stream.concat(
                        CommandTest.commands().map(command -> command.toFrame(1)),
                        Stream.concat(MessageTest.messages(), registered).map(message -> message.toFrame(1)))
                .map(frame -> Bytes.of(frame.encode()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverDoAnythingElse(long seed) {
        Random random = new Random(seed);
        List<byte[]> valid = validFrames();
        int malformed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutated(valid.get(random.nextInt(valid.size())), random);
            try {
                decode(bytes);
            } catch (MalformedFrameException e) {
                malformed++;
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ", round " + round, e);
            }
        }
        assertThat(malformed).as("both ways out are taken").isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 10);
    }

    private static byte[] mutated(byte[] frame, Random random) {
        byte[] bytes = frame.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? NASTY[random.nextInt(NASTY.length)] : (byte) random.nextInt();
        }
        return bytes;
    }

    private static void decode(byte[] bytes) throws MalformedFrameException {
        FrameDecoder decoder = new FrameDecoder();
        decoder.feed(ByteBuffer.wrap(bytes));
        for (Frame frame = decoder.poll(); frame != null; frame = decoder.poll()) {
            if (frame.type() < MessageCodec.READY) {
                Command.from(frame);
            } else {
                Message.from(frame);
            }
        }
    }
}
