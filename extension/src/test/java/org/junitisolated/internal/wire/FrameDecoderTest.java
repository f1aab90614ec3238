package org.junitisolated.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junitisolated.internal.wire.Bytes.hex;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the bytes arrive, the frames are the same; and what lies is refused before memory is taken for it. */
class FrameDecoderTest {

    private static final byte[] ONE = hex("00 00 00 0C  07  01  01 02 03 04 05 06 07 08  AA BB");
    private static final byte[] EMPTY = hex("00 00 00 0A  10  00  00 00 00 00 00 00 00 00");

    private final FrameDecoder decoder = new FrameDecoder();

    private void feed(byte... bytes) {
        decoder.feed(ByteBuffer.wrap(bytes));
    }

    private static void assertIsOne(Frame frame) {
        assertThat(frame.type()).isEqualTo((byte) 7);
        assertThat(frame.awaited()).isTrue();
        assertThat(frame.runId()).isEqualTo(0x0102030405060708L);
        assertThat(frame.body()).isEqualTo(hex("AA BB"));
    }

    private static void assertIsEmpty(Frame frame) {
        assertThat(frame.type()).isEqualTo((byte) 16);
        assertThat(frame.awaited()).isFalse();
        assertThat(frame.runId()).isEqualTo(Frame.WHOLE_CHILD);
        assertThat(frame.body()).isEmpty();
    }

    @Test
    void readsAFrameWrittenByHand() throws Exception {
        feed(ONE);

        assertIsOne(decoder.poll());
        assertThat(decoder.poll()).isNull();
    }

    @Test
    void readsAFrameThatArrivesByteByByte() throws Exception {
        for (int i = 0; i < ONE.length - 1; i++) {
            feed(ONE[i]);
            assertThat(decoder.poll()).as("after byte %d", i).isNull();
        }
        feed(ONE[ONE.length - 1]);

        assertIsOne(decoder.poll());
    }

    @Test
    void readsSeveralFramesThatArriveAtOnce() throws Exception {
        feed(
                hex(
                        "00 00 00 0C  07  01  01 02 03 04 05 06 07 08  AA BB  00 00 00 0A  10  00  00 00 00 00 00 00 00 00  00 00"));

        assertIsOne(decoder.poll());
        assertIsEmpty(decoder.poll());
        assertThat(decoder.poll()).isNull();
        assertThat(decoder.isAtFrameBoundary()).isFalse();
    }

    @Test
    void takesTheWholeBufferAndOnlyWhatIsLeftInIt() throws Exception {
        ByteBuffer received = ByteBuffer.allocate(100).put((byte) 99).put(EMPTY);
        received.flip().position(1);

        decoder.feed(received);

        assertThat(received.hasRemaining()).isFalse();
        assertIsEmpty(decoder.poll());
    }

    @Test
    void knowsWhetherItStandsBetweenTwoFrames() throws Exception {
        assertThat(decoder.isAtFrameBoundary()).isTrue();
        feed(ONE);
        assertThat(decoder.isAtFrameBoundary()).isFalse();
        decoder.poll();
        assertThat(decoder.isAtFrameBoundary()).isTrue();
        feed((byte) 0);
        assertThat(decoder.isAtFrameBoundary()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void framesOfAllSizesSurviveEveryCut(long seed) throws Exception {
        Random random = new Random(seed);
        List<Frame> sent = new ArrayList<>();
        ByteBuffer stream = ByteBuffer.allocate(1 << 22);
        for (int i = 0; i < 50; i++) {
            byte[] body = new byte[random.nextInt(1 << random.nextInt(17))];
            random.nextBytes(body);
            sent.add(new Frame((byte) random.nextInt(), random.nextLong(), body));
            stream.put(sent.get(i).encode());
        }

        List<Frame> received = new ArrayList<>();
        stream.flip();
        while (stream.hasRemaining()) {
            byte[] piece = new byte[Math.min(stream.remaining(), 1 + random.nextInt(70_000))];
            stream.get(piece);
            feed(piece);
            for (Frame frame = decoder.poll(); frame != null; frame = decoder.poll()) {
                received.add(frame);
            }
        }

        assertThat(received.stream().map(Frame::encode).toList())
                .isEqualTo(sent.stream().map(Frame::encode).toList());
        assertThat(decoder.isAtFrameBoundary()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, 9, Frame.MAX_LENGTH + 1, Integer.MAX_VALUE})
    void aLengthThatNoFrameHasIsRefusedAtOnce(int length) {
        decoder.feed(ByteBuffer.allocate(4).putInt(length).flip());

        assertThatThrownBy(decoder::poll)
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("a frame of " + length + " bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, Frame.MAX_LENGTH})
    void aLengthThatAFrameMayHaveIsWaitedFor(int length) throws Exception {
        decoder.feed(ByteBuffer.allocate(4).putInt(length).flip());

        assertThat(decoder.poll()).isNull();
    }

    @ParameterizedTest
    @ValueSource(bytes = {-1, 2, Byte.MAX_VALUE})
    void whatIsNeitherAwaitedNorNotIsRefused(byte awaited) {
        feed((byte) 0, (byte) 0, (byte) 0, (byte) 10, (byte) 16, awaited, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
        feed((byte) 0, (byte) 0, (byte) 0, (byte) 0);

        assertThatThrownBy(decoder::poll)
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("with " + awaited);
    }

    @Test
    void aLargeFrameLeavesNothingBehind() throws Exception {
        Frame large = new Frame((byte) 1, 1, new byte[1 << 20]);
        Frame small = new Frame((byte) 2, 2, new byte[] {3});
        decoder.feed(large.encode());
        decoder.feed(small.encode());

        assertThat(decoder.poll()).isNotNull().extracting(Frame::encode).isEqualTo(large.encode());
        assertThat(decoder.poll()).isNotNull().extracting(Frame::encode).isEqualTo(small.encode());
        assertThat(decoder.isAtFrameBoundary()).isTrue();
    }

    @Test
    void anAnnouncedLengthTakesNoMemory() throws Exception {
        ByteBuffer announcement = ByteBuffer.allocate(100).putInt(Frame.MAX_LENGTH);

        long allocated = Bytes.allocatedBy(() -> {
            for (int i = 0; i < 10; i++) {
                FrameDecoder each = new FrameDecoder();
                each.feed(announcement.duplicate().rewind());
                assertThat(each.poll()).isNull();
            }
        });

        assertThat(allocated).isLessThan(4 << 20);
    }
}
