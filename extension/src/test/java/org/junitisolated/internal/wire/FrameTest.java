package org.junitisolated.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junitisolated.internal.wire.Bytes.hex;

import org.junit.jupiter.api.Test;

/** The layout that is drawn in {@link Frame}. */
class FrameTest {

    @Test
    void lengthTypeRunIdAndBodyStandInThisOrder() {
        Frame frame = new Frame((byte) 7, 0x0102030405060708L, hex("AA BB"));

        assertThat(Bytes.of(frame.encode())).isEqualTo(hex("00 00 00 0C  07  00  01 02 03 04 05 06 07 08  AA BB"));
    }

    @Test
    void whetherItIsAwaitedStandsBehindTheType() {
        Frame frame = new Frame((byte) 7, 1, hex("AA")).asAwaited();

        assertThat(frame.awaited()).isTrue();
        assertThat(Bytes.of(frame.encode())).isEqualTo(hex("00 00 00 0B  07  01  00 00 00 00 00 00 00 01  AA"));
    }

    @Test
    void aFrameWithoutBodyIsItsHeader() {
        Frame frame = new Frame((byte) -1, Frame.WHOLE_CHILD, new byte[0]);

        assertThat(Bytes.of(frame.encode())).isEqualTo(hex("00 00 00 0A  FF  00  00 00 00 00 00 00 00 00"));
    }

    @Test
    void theLengthFieldCountsWithoutItself() {
        assertThat(new Frame((byte) 1, 1, new byte[0x1234]).encode().getInt()).isEqualTo(10 + 0x1234);
    }

    @Test
    void whatNoReaderTakesIsNotWritten() {
        byte[] body = new byte[Frame.MAX_LENGTH - Frame.HEADER_BYTES + 1];

        assertThatThrownBy(() -> new Frame((byte) 1, 1, body))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("33,554,423")
                .hasMessageContaining("33,554,422");
    }
}
