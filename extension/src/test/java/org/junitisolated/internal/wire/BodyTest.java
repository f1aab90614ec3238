package org.junitisolated.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junitisolated.internal.wire.Bytes.hex;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts that bodies are made of, against bytes written by hand in both directions. */
class BodyTest {

    private static BodyReader reading(String digits) {
        return new BodyReader(hex(digits));
    }

    private static byte[] written(BodyWriter writer) {
        return writer.toByteArray();
    }

    @Test
    void numbersAreBigEndian() throws Exception {
        String digits = "FE  01 02 03 04  01 02 03 04 05 06 07 08  FF FF FF FF";

        assertThat(written(new BodyWriter()
                        .writeByte(-2)
                        .writeInt(0x01020304)
                        .writeLong(0x0102030405060708L)
                        .writeInt(-1)))
                .isEqualTo(hex(digits));

        BodyReader body = reading(digits);
        assertThat(body.readByte()).isEqualTo((byte) -2);
        assertThat(body.readInt()).isEqualTo(0x01020304);
        assertThat(body.readLong()).isEqualTo(0x0102030405060708L);
        assertThat(body.readInt()).isEqualTo(-1);
        body.expectEnd();
    }

    @Test
    void aBooleanIsOneOrZero() throws Exception {
        assertThat(written(new BodyWriter().writeBoolean(true).writeBoolean(false)))
                .isEqualTo(hex("01 00"));

        BodyReader body = reading("01 00");
        assertThat(body.readBoolean()).isTrue();
        assertThat(body.readBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "FF", "80"})
    void nothingElseIsABoolean(String digits) {
        assertThatThrownBy(() -> reading(digits).readBoolean()).isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void aStringIsItsLengthAndItsCodeUnits() throws Exception {
        String digits = "00 00 00 04  00 61  20 AC  D8 3D DE 00";

        assertThat(written(new BodyWriter().writeString("a€😀"))).isEqualTo(hex(digits));
        assertThat(reading(digits).readString()).isEqualTo("a€😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a", "\0", "\uD83D", "\uDE00", "\uDE00\uD83D", "😀", "\uFFFF\uFFFE", "a\uD800b\r\n"})
    void everyStringArrivesUnchanged(String value) throws Exception {
        BodyReader body = new BodyReader(
                written(new BodyWriter().writeString(value).writeString(value).writeByte(1)));

        assertThat(body.readString()).isEqualTo(value);
        assertThat(body.readString()).isEqualTo(value);
        assertThat(body.readByte()).isEqualTo((byte) 1);
        body.expectEnd();
    }

    @Test
    void noStringIsNotTheEmptyString() throws Exception {
        assertThat(written(new BodyWriter().writeNullableString(null).writeNullableString("")))
                .isEqualTo(hex("00  01 00 00 00 00"));

        BodyReader body = reading("00  01 00 00 00 00");
        assertThat(body.readNullableString()).isNull();
        assertThat(body.readNullableString()).isEmpty();
    }

    @Test
    void bytesFollowTheirNumber() throws Exception {
        assertThat(written(new BodyWriter().writeBytes(hex("CA FE")))).isEqualTo(hex("00 00 00 02  CA FE"));
        assertThat(reading("00 00 00 02  CA FE").readBytes()).isEqualTo(hex("CA FE"));
        assertThat(reading("00 00 00 00").readBytes()).isEmpty();
    }

    @Test
    void elementsFollowTheirNumber() throws Exception {
        assertThat(written(new BodyWriter().writeAll(List.of(5, 6), BodyWriter::writeByte)))
                .isEqualTo(hex("00 00 00 02  05 06"));
        assertThat(reading("00 00 00 02  05 06").readAll(BodyReader::readByte)).containsExactly((byte) 5, (byte) 6);
        assertThat(reading("00 00 00 00").readAll(BodyReader::readByte)).isEmpty();
    }

    @Test
    void aMapIsKeysAndValuesInTurn() throws Exception {
        String digits = "00 00 00 02  00 00 00 01 00 62  00 00 00 00  00 00 00 01 00 61  00 00 00 01 00 63";
        Map<String, String> map = new LinkedHashMap<>();
        map.put("b", "");
        map.put("a", "c");

        assertThat(written(new BodyWriter().writeMap(map))).isEqualTo(hex(digits));
        assertThat(reading(digits).readMap().entrySet()).containsExactlyElementsOf(map.entrySet());
    }

    @Test
    void whatIsLeftOverIsAFault() throws Exception {
        BodyReader body = reading("01 02 03");
        body.readByte();

        assertThatThrownBy(body::expectEnd)
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("2 bytes too many");
    }

    static Stream<Named<BodyReader.ElementReader<?>>> readersAndTheBytesTheyMiss() {
        return Stream.of(
                Named.of("boolean", BodyReader::readBoolean),
                Named.of("byte", BodyReader::readByte),
                Named.of("int", BodyReader::readInt),
                Named.of("long", BodyReader::readLong),
                Named.of("string", BodyReader::readString),
                Named.of("nullable string", BodyReader::readNullableString),
                Named.of("bytes", BodyReader::readBytes),
                Named.of("list", body -> body.readAll(BodyReader::readByte)),
                Named.of("map", BodyReader::readMap));
    }

    @ParameterizedTest
    @MethodSource("readersAndTheBytesTheyMiss")
    void nothingIsReadOutOfNothing(BodyReader.ElementReader<?> read) {
        assertThatThrownBy(() -> read.read(reading(""))).isInstanceOf(MalformedFrameException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "00 00 00"})
    void numbersThatEndTooEarlyAreAFault(String digits) {
        assertThatThrownBy(() -> reading(digits).readInt()).isInstanceOf(MalformedFrameException.class);
        assertThatThrownBy(() -> reading("00 00 00 00 " + digits).readLong())
                .isInstanceOf(MalformedFrameException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FF FF FF FF  00 61 00 62", // -1
                "80 00 00 00  00 61 00 62", // the smallest int
                "7F FF FF FF  00 61 00 62", // times two it is -2
                "40 00 00 00  00 61 00 62", // times two it is the smallest int
                "80 00 00 02  00 61 00 62", // times two it is 4
                "00 00 00 05  00 61 00 62"
            })
    void aLyingLengthIsAFaultWhereverItStands(String digits) {
        for (BodyReader.ElementReader<?> read : List.<BodyReader.ElementReader<?>>of(
                BodyReader::readString,
                BodyReader::readBytes,
                body -> body.readAll(BodyReader::readByte),
                BodyReader::readMap)) {
            assertThatThrownBy(() -> read.read(reading(digits)))
                    .isInstanceOf(MalformedFrameException.class)
                    .hasMessageContaining("4 bytes are left");
        }
    }

    @Test
    void theLengthOfAStringCountsCharactersNotBytes() {
        assertThatThrownBy(() -> reading("00 00 00 02  00 61 00").readString())
                .isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void aListWhoseLaterElementsAreMissingIsAFault() {
        assertThatThrownBy(() -> reading("00 00 00 02  00 00 00 01 00 61").readAll(BodyReader::readString))
                .isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void aLyingLengthTakesNoMemory() throws Exception {
        long allocated = Bytes.allocatedBy(() -> {
            assertThatThrownBy(() -> reading("7F FF FF FF").readString()).isInstanceOf(MalformedFrameException.class);
            assertThatThrownBy(() -> reading("7F FF FF FF").readBytes()).isInstanceOf(MalformedFrameException.class);
            assertThatThrownBy(() -> reading("7F FF FF FF").readAll(BodyReader::readByte))
                    .isInstanceOf(MalformedFrameException.class);
        });

        assertThat(allocated).isLessThan(16 << 20);
    }
}
