package org.junitisolated.internal.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** UTF-8 in pieces that are cut anywhere. */
class TextDecoderTest {

    private final TextDecoder decoder = new TextDecoder();

    private String decode(byte... bytes) {
        return decoder.decode(bytes, bytes.length);
    }

    @Test
    void textSurvivesEveryCut() {
        String text = "aé€😀z\0\uFEFF\r\n日";
        byte[] bytes = text.getBytes(UTF_8);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                TextDecoder each = new TextDecoder();
                String decoded = each.decode(bytes, first)
                        + each.decode(Arrays.copyOfRange(bytes, first, second), second - first)
                        + each.decode(Arrays.copyOfRange(bytes, second, bytes.length), bytes.length - second)
                        + each.finish();
                assertThat(decoded).as("cut at %d and %d", first, second).isEqualTo(text);
            }
        }
    }

    @Test
    void aCharacterComesAsSoonAsItIsWhole() {
        byte[] face = "😀".getBytes(UTF_8);

        assertThat(decode((byte) 'a', face[0])).isEqualTo("a");
        assertThat(decode(face[1])).isEmpty();
        assertThat(decode(face[2])).isEmpty();
        assertThat(decode(face[3], (byte) 'b')).isEqualTo("😀b");
        assertThat(decoder.finish()).isEmpty();
    }

    @Test
    void onlyTheGivenLengthIsRead() {
        assertThat(decoder.decode("abc".getBytes(UTF_8), 2)).isEqualTo("ab");
    }

    @ParameterizedTest
    @CsvSource({"61 FF 62, a\uFFFDb", "80, \uFFFD", "C0 80, \uFFFD\uFFFD", "61 C3 62, a\uFFFDb"})
    void whatIsNoUtf8IsMarkedAndCostsNothingElse(String digits, String expected) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(digits);

        assertThat(decode(bytes) + decoder.finish()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"61 C3", "61 E2 82", "61 F0 9F 98"})
    void anEndInTheMiddleOfACharacterIsMarkedOnce(String digits) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(digits);

        assertThat(decode(bytes)).isEqualTo("a");
        assertThat(decoder.finish()).isEqualTo("\uFFFD");
    }

    @Test
    void nothingGivesNothing() {
        assertThat(decode()).isEmpty();
        assertThat(decoder.finish()).isEmpty();
    }
}
