package org.junitisolated.internal.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junitisolated.fuzz.Allocation;

/**
 * Whatever arrives on the control connection is frames with messages or commands, or a {@link MalformedFrameException};
 * in what pieces it arrives makes no difference; and what can be read is the same when it is written and read once more.
 */
public final class FramesFuzz {

    private FramesFuzz() {}

    /** Called by the fuzzer: the first byte is the size of the pieces, the others are what arrives. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            byte[] stream = Arrays.copyOfRange(input, 1, input.length);
            List<Frame> frames = framesOf(stream, stream.length);
            requireSame(frames, framesOf(stream, 1 + Byte.toUnsignedInt(input[0])));
            frames.forEach(FramesFuzz::readTwice);
        }
    }

    private static List<Frame> framesOf(byte[] stream, int pieces) {
        List<Frame> frames = new ArrayList<>();
        Allocation allocation = Allocation.ofReading(stream.length);
        try {
            decode(stream, pieces, frames);
        } catch (MalformedFrameException e) {
            // As it must be. What came before counts.
        }
        allocation.check();
        return frames;
    }

    private static void decode(byte[] stream, int pieces, List<Frame> frames) throws MalformedFrameException {
        FrameDecoder decoder = new FrameDecoder();
        for (int at = 0; at < stream.length; at += pieces) {
            decoder.feed(ByteBuffer.wrap(stream, at, Math.min(pieces, stream.length - at)));
            for (Frame frame = decoder.poll(); frame != null; frame = decoder.poll()) {
                frames.add(frame);
            }
        }
    }

    private static void requireSame(List<Frame> expected, List<Frame> actual) {
        List<ByteBuffer> one = expected.stream().map(Frame::encode).toList();
        List<ByteBuffer> other = actual.stream().map(Frame::encode).toList();
        if (!one.equals(other)) {
            throw new AssertionError("pieces make a difference: " + one + " " + other);
        }
    }

    private static void readTwice(Frame frame) {
        try {
            Frame written = reading(frame);
            requireSame(List.of(written), List.of(reading(written)));
        } catch (MalformedFrameException e) {
            // As it must be.
        }
    }

    /** Reads a frame and writes what it says. */
    private static Frame reading(Frame frame) throws MalformedFrameException {
        Allocation allocation = Allocation.ofReading(frame.body().length);
        try {
            return frame.type() < MessageCodec.READY
                    ? Command.from(frame).toFrame(frame.runId())
                    : Message.from(frame).toFrame(frame.runId());
        } finally {
            allocation.check();
        }
    }
}
