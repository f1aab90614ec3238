package org.junitisolated.internal.failure;

import java.util.List;
import org.junitisolated.internal.wire.BodyReader;
import org.junitisolated.internal.wire.BodyWriter;
import org.junitisolated.internal.wire.MalformedFrameException;

/**
 * A throwable, its causes, suppressed and failures as immutable data, free of any class of the user's. Made in the
 * child by {@link #capture}, made a throwable again in the parent by {@link ThrowableRebuilder}.
 *
 * <p>It is bounded: what exceeds the limits is left out, and a text in its place says so. The encoded form stays below
 * 30 MiB.
 */
public final class ThrowableData {

    private final List<ThrowableNode> nodes;

    ThrowableData(List<ThrowableNode> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** Describes a throwable. Never throws, whatever the throwable's own methods do. */
    public static ThrowableData capture(Throwable throwable) {
        return new ThrowableData(ThrowableCapture.capture(throwable));
    }

    /**
     * Reads what {@link #writeTo} wrote, and no more of the body than that.
     *
     * @throws MalformedFrameException for any bytes that {@code writeTo} cannot have written
     */
    public static ThrowableData readFrom(BodyReader in) throws MalformedFrameException {
        int size = in.readInt();
        if (size < 1 || size > Limits.NODES_AND_NOTES) {
            throw new MalformedFrameException("a graph of " + size + " throwables");
        }
        NodeCodec codec = new NodeCodec(size);
        ThrowableNode[] nodes = new ThrowableNode[size];
        for (int i = 0; i < size; i++) {
            nodes[i] = codec.read(in);
        }
        return new ThrowableData(List.of(nodes));
    }

    public void writeTo(BodyWriter out) {
        out.writeAll(nodes, new NodeCodec(nodes.size())::write);
    }

    /** The throwable that was captured is the first of them. */
    List<ThrowableNode> nodes() {
        return nodes;
    }

    /** What the throwable's own {@code toString} said. */
    @Override
    public String toString() {
        return nodes.get(0).text();
    }
}
