package org.junitisolated.internal.wire;

import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.Message.Begun;
import org.junitisolated.internal.wire.Message.Done;
import org.junitisolated.internal.wire.Message.FileEntry;
import org.junitisolated.internal.wire.Message.Finished;
import org.junitisolated.internal.wire.Message.Leaks;
import org.junitisolated.internal.wire.Message.Leaving;
import org.junitisolated.internal.wire.Message.Outcome;
import org.junitisolated.internal.wire.Message.Printed;
import org.junitisolated.internal.wire.Message.Ready;
import org.junitisolated.internal.wire.Message.Registered;
import org.junitisolated.internal.wire.Message.ReportEntry;
import org.junitisolated.internal.wire.Message.Skipped;
import org.junitisolated.internal.wire.Message.Stacks;
import org.junitisolated.internal.wire.Message.Started;

/** The bodies of the child's messages, written and read side by side. */
final class MessageCodec {

    static final byte READY = 16;
    static final byte STARTED = 17;
    static final byte SKIPPED = 18;
    static final byte REGISTERED = 19;
    static final byte REPORT_ENTRY = 20;
    static final byte FILE_ENTRY = 21;
    static final byte FINISHED = 22;
    static final byte LEAVING = 23;
    static final byte STACKS = 24;
    static final byte DONE = 25;
    static final byte BEGUN = 26;
    static final byte LEAKS = 27;
    static final byte PRINTED = 28;

    private MessageCodec() {}

    static Frame encode(Message message, long runId) {
        BodyWriter body = new BodyWriter();
        byte type = write(message, body);
        return new Frame(type, runId, body.toByteArray());
    }

    private static byte write(Message message, BodyWriter body) {
        if (message instanceof Ready ready) {
            body.writeInt(ready.protocolVersion()).writeLong(ready.pid());
            return READY;
        } else if (message instanceof Begun) {
            return BEGUN;
        } else if (message instanceof Started started) {
            body.writeString(started.uniqueId());
            return STARTED;
        } else if (message instanceof Skipped skipped) {
            body.writeString(skipped.uniqueId()).writeString(skipped.reason());
            return SKIPPED;
        } else if (message instanceof Registered registered) {
            writeRegistered(registered, body);
            return REGISTERED;
        } else if (message instanceof ReportEntry entry) {
            body.writeString(entry.uniqueId()).writeMap(entry.values());
            return REPORT_ENTRY;
        } else if (message instanceof FileEntry file) {
            body.writeString(file.uniqueId()).writeString(file.path()).writeNullableString(file.mediaType());
            return FILE_ENTRY;
        } else if (message instanceof Finished finished) {
            body.writeString(finished.uniqueId()).writeString(finished.outcome().name());
            writeThrowable(finished.throwable(), body);
            return FINISHED;
        } else if (message instanceof Printed printed) {
            body.writeBoolean(printed.error()).writeBytes(printed.bytes());
            return PRINTED;
        } else if (message instanceof Leaving leaving) {
            body.writeString(leaving.stacks());
            return LEAVING;
        } else if (message instanceof Stacks stacks) {
            body.writeString(stacks.stacks());
            return STACKS;
        } else if (message instanceof Leaks leaks) {
            body.writeAll(leaks.found(), (writer, leak) -> leak.writeTo(writer));
            return LEAKS;
        } else {
            writeThrowable(((Done) message).throwable(), body);
            return DONE;
        }
    }

    static Message decode(Frame frame) throws MalformedFrameException {
        BodyReader body = new BodyReader(frame.body());
        Message message = switch (frame.type()) {
            case READY -> new Ready(body.readInt(), body.readLong());
            case BEGUN -> new Begun();
            case STARTED -> new Started(body.readString());
            case SKIPPED -> new Skipped(body.readString(), body.readString());
            case REGISTERED -> readRegistered(body);
            case REPORT_ENTRY -> new ReportEntry(body.readString(), body.readMap());
            case FILE_ENTRY -> new FileEntry(body.readString(), body.readString(), body.readNullableString());
            case FINISHED ->
                new Finished(body.readString(), body.readEnum(Outcome.class, "outcome"), readThrowable(body));
            case PRINTED -> new Printed(body.readBoolean(), body.readBytes());
            case LEAVING -> new Leaving(body.readString());
            case STACKS -> new Stacks(body.readString());
            case LEAKS -> new Leaks(body.readAll(Leak::readFrom));
            case DONE -> new Done(readThrowable(body));
            default -> throw new MalformedFrameException("no message has the type " + frame.type());
        };
        body.expectEnd();
        return message;
    }

    private static void writeRegistered(Registered registered, BodyWriter body) {
        body.writeString(registered.uniqueId())
                .writeString(registered.parentId())
                .writeString(registered.displayName())
                .writeString(registered.legacyReportingName())
                .writeBoolean(registered.container())
                .writeBoolean(registered.test())
                .writeAll(registered.tags(), BodyWriter::writeString);
        TestSourceCodec.write(registered.source(), body);
    }

    private static Registered readRegistered(BodyReader body) throws MalformedFrameException {
        return new Registered(
                body.readString(),
                body.readString(),
                body.readString(),
                body.readString(),
                body.readBoolean(),
                body.readBoolean(),
                new LinkedHashSet<>(body.readAll(BodyReader::readString)),
                TestSourceCodec.read(body));
    }

    private static void writeThrowable(byte @Nullable [] throwable, BodyWriter body) {
        body.writeBoolean(throwable != null);
        if (throwable != null) {
            body.writeBytes(throwable);
        }
    }

    private static byte @Nullable [] readThrowable(BodyReader body) throws MalformedFrameException {
        return body.readBoolean() ? body.readBytes() : null;
    }
}
