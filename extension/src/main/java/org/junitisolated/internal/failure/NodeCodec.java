package org.junitisolated.internal.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.BodyReader;
import org.junitisolated.internal.wire.BodyWriter;
import org.junitisolated.internal.wire.MalformedFrameException;

/** One {@link ThrowableNode} as bytes, and back. What is read is checked: the child runs code that nobody vouches for. */
final class NodeCodec {

    private final int nodeCount;
    private int referencesLeft = Limits.REFERENCES;

    /** @param nodeCount number of nodes in the whole graph, which every index must be below */
    NodeCodec(int nodeCount) {
        this.nodeCount = nodeCount;
    }

    void write(BodyWriter out, ThrowableNode node) {
        out.writeAll(node.typeNames(), BodyWriter::writeString);
        writeTexts(out, node);
        out.writeAll(node.frames(), FrameCodec::write);
        out.writeInt(node.cause());
        out.writeAll(node.suppressed(), BodyWriter::writeInt);
        out.writeAll(node.failures(), BodyWriter::writeInt);
        ComparedValueCodec.write(out, node.expected());
        ComparedValueCodec.write(out, node.actual());
    }

    ThrowableNode read(BodyReader in) throws MalformedFrameException {
        List<String> typeNames = readList(in, Limits.TYPES, BodyReader::readString);
        if (typeNames.isEmpty()) {
            throw new MalformedFrameException("a throwable without a class");
        }
        String message = in.readNullableString();
        String localizedMessage = in.readBoolean() ? message : in.readNullableString();
        String text =
                in.readBoolean() ? ThrowableNode.standardText(typeNames.get(0), localizedMessage) : in.readString();
        return new ThrowableNode(
                typeNames,
                message,
                localizedMessage,
                text,
                readList(in, Limits.FRAMES + 1, FrameCodec::read),
                readIndex(in, ThrowableNode.NONE),
                readReferences(in),
                readReferences(in),
                ComparedValueCodec.read(in),
                ComparedValueCodec.read(in));
    }

    /** Mostly all three texts follow from the message, which may be long: it travels once. */
    private static void writeTexts(BodyWriter out, ThrowableNode node) {
        out.writeNullableString(node.message());
        boolean sameMessage = Objects.equals(node.message(), node.localizedMessage());
        out.writeBoolean(sameMessage);
        if (!sameMessage) {
            out.writeNullableString(node.localizedMessage());
        }
        boolean standard = node.text().equals(standardText(node));
        out.writeBoolean(standard);
        if (!standard) {
            out.writeString(node.text());
        }
    }

    private static String standardText(ThrowableNode node) {
        return ThrowableNode.standardText(node.typeName(), node.localizedMessage());
    }

    private List<Integer> readReferences(BodyReader in) throws MalformedFrameException {
        // One more than is ever granted: the note that tells of the others.
        List<Integer> references = readList(in, Math.min(Limits.NODES, referencesLeft) + 1, this::readIndex);
        referencesLeft -= Math.max(0, references.size() - 1);
        return references;
    }

    private int readIndex(BodyReader in) throws MalformedFrameException {
        return readIndex(in, 0);
    }

    private int readIndex(BodyReader in, int lowest) throws MalformedFrameException {
        int index = in.readInt();
        if (index < lowest || index >= nodeCount) {
            throw new MalformedFrameException("throwable " + index + " of " + nodeCount);
        }
        return index;
    }

    /** Like {@link BodyReader#readAll}, with a limit, so that a length that lies cannot have a list of millions made. */
    static <T> List<T> readList(BodyReader in, int limit, BodyReader.ElementReader<? extends T> element)
            throws MalformedFrameException {
        int size = in.readInt();
        if (size < 0 || size > limit) {
            throw new MalformedFrameException("a list of " + size + " where at most " + limit + " are allowed");
        }
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(element.read(in));
        }
        return elements;
    }

    /** Stack frames as bytes. */
    private static final class FrameCodec {

        static void write(BodyWriter out, StackTraceElement frame) {
            out.writeNullableString(frame.getClassLoaderName());
            out.writeNullableString(frame.getModuleName());
            out.writeNullableString(frame.getModuleVersion());
            out.writeString(frame.getClassName());
            out.writeString(frame.getMethodName());
            out.writeNullableString(frame.getFileName());
            out.writeInt(frame.getLineNumber());
        }

        static StackTraceElement read(BodyReader in) throws MalformedFrameException {
            @Nullable String classLoaderName = in.readNullableString();
            @Nullable String moduleName = in.readNullableString();
            @Nullable String moduleVersion = in.readNullableString();
            return new StackTraceElement(
                    classLoaderName,
                    moduleName,
                    moduleVersion,
                    in.readString(),
                    in.readString(),
                    in.readNullableString(),
                    in.readInt());
        }
    }
}
