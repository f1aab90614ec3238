package org.junitisolated.internal.wire;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;

/**
 * What the child tells the parent. Unique ids begin with the Jupiter engine's own segment; throwables travel as the
 * bytes that the package {@code failure} writes and reads.
 */
public sealed interface Message {

    /** The child has booted and waits for a run. Always the first message. */
    record Ready(int protocolVersion, long pid) implements Message {}

    /** The run has arrived. Until then nothing of the user's has run. */
    record Begun() implements Message {}

    /** The execution of a test or container has started. */
    record Started(String uniqueId) implements Message {}

    /** A test or container was skipped. */
    record Skipped(String uniqueId, String reason) implements Message {}

    /** A test or container came into being while its parent was executed. */
    record Registered(
            String uniqueId,
            String parentId,
            String displayName,
            String legacyReportingName,
            boolean container,
            boolean test,
            Set<String> tags,
            @Nullable TestSource source)
            implements Message {}

    /** A test or container published something. */
    sealed interface Published extends Message {

        /** The test or container. */
        String uniqueId();
    }

    /** A test or container published a report entry. */
    record ReportEntry(String uniqueId, Map<String, String> values) implements Published {}

    /** A test or container published a file or directory, which is at that path in the child's view. */
    record FileEntry(String uniqueId, String path, @Nullable String mediaType) implements Published {}

    /** The execution of a test or container has ended. */
    @SuppressWarnings("ArrayRecordComponent") // Made once, read once, never compared.
    record Finished(String uniqueId, Outcome outcome, byte @Nullable [] throwable) implements Message {}

    /**
     * Something was printed by a run that shares its child with others; what is printed in a child of its own comes through
     * pipes.
     *
     * @param error whether it went to stderr
     * @param bytes in UTF-8, perhaps with a part of a character at either end
     */
    @SuppressWarnings("ArrayRecordComponent") // As above.
    record Printed(boolean error, byte[] bytes) implements Message {}

    /** The JVM shuts down although the run is not done; the stacks of the threads that asked for it, perhaps none. */
    record Leaving(String stacks) implements Message {}

    /** The answer to {@link Command.DumpStacks}. */
    record Stacks(String stacks) implements Message {}

    /** What the run has left behind, if anything. */
    record Leaks(List<Leak> found) implements Message {}

    /** The run is over. A throwable tells why the run as a whole broke off. Always the last message of a run. */
    @SuppressWarnings("ArrayRecordComponent") // As above.
    record Done(byte @Nullable [] throwable) implements Message {}

    /** How an execution ended. */
    enum Outcome {
        SUCCESSFUL,
        ABORTED,
        FAILED
    }

    /** Tells whether this comes from the tests themselves, so that there is no end of it but by {@link Unseen}. */
    default boolean isEvent() {
        return !(this instanceof Ready
                || this instanceof Begun
                || this instanceof Leaving
                || this instanceof Stacks
                || this instanceof Leaks
                || this instanceof Done);
    }

    /** Puts this message into a frame. */
    default Frame toFrame(long runId) {
        return MessageCodec.encode(this, runId);
    }

    /** Reads the message out of a frame. */
    static Message from(Frame frame) throws MalformedFrameException {
        return MessageCodec.decode(frame);
    }
}
