package org.junitisolated.internal.launch;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes a stream of UTF-8 that arrives in pieces cut anywhere. What is no UTF-8 becomes U+FFFD. */
final class TextDecoder {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer undecoded = ByteBuffer.allocate(0);

    /** Decodes all that can be decoded by now; the beginning of a character waits for its end. */
    String decode(byte[] bytes, int length) {
        ByteBuffer input = ByteBuffer.allocate(undecoded.remaining() + length)
                .put(undecoded)
                .put(bytes, 0, length)
                .flip();
        CharBuffer text = CharBuffer.allocate(input.remaining() + 1);
        decoder.decode(input, text, false);
        undecoded = input;
        return text.flip().toString();
    }

    /** Decodes the rest, where the stream has ended in the middle of a character. */
    String finish() {
        CharBuffer text = CharBuffer.allocate(undecoded.remaining() + 1);
        decoder.decode(undecoded, text, true);
        decoder.flush(text);
        return text.flip().toString();
    }
}
