package org.junitisolated.internal.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junitisolated.fuzz.Allocation;

/**
 * Whatever arrives on the status connection, or in a pipe, is text and records; in what pieces it arrives makes no
 * difference; and whoever asks for what it means gets an answer.
 */
public final class StatusFuzz {

    private StatusFuzz() {}

    /** Called by the fuzzer: the first byte is the size of the pieces, the others are what arrives. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            byte[] stream = Arrays.copyOfRange(input, 1, input.length);
            int pieces = 1 + Byte.toUnsignedInt(input[0]);
            requireEqual(new String(stream, UTF_8), textOf(stream, pieces));
            StatusLog whole = logOf(stream, stream.length);
            requireEqual(whole.records(), logOf(stream, pieces).records());
            ask(whole);
        }
    }

    private static String textOf(byte[] stream, int pieces) {
        TextDecoder decoder = new TextDecoder();
        StringBuilder text = new StringBuilder();
        for (byte[] piece : cut(stream, pieces)) {
            text.append(decoder.decode(piece, piece.length));
        }
        return text.append(decoder.finish()).toString();
    }

    private static StatusLog logOf(byte[] stream, int pieces) {
        StatusLog log = new StatusLog();
        for (byte[] piece : cut(stream, pieces)) {
            Allocation allocation = Allocation.ofReading(piece.length);
            log.add(piece, piece.length);
            allocation.check();
        }
        return log;
    }

    private static List<byte[]> cut(byte[] stream, int pieces) {
        return IntStream.iterate(0, at -> at < stream.length, at -> at + pieces)
                .mapToObj(at -> Arrays.copyOfRange(stream, at, Math.min(at + pieces, stream.length)))
                .toList();
    }

    private static void ask(StatusLog log) {
        log.publishedPorts();
        log.limitsNotHeld();
        log.refusal();
        log.hasLeftProcesses();
        EndOfChild.describeKills(log, OptionalLong.empty());
    }

    private static void requireEqual(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("pieces make a difference: " + expected + " became " + actual);
        }
    }
}
