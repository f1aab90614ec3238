package org.junitisolated.internal.wire;

import java.util.Map;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junitisolated.internal.wire.Message.FileEntry;
import org.junitisolated.internal.wire.Message.Finished;
import org.junitisolated.internal.wire.Message.Registered;
import org.junitisolated.internal.wire.Message.ReportEntry;
import org.junitisolated.internal.wire.Message.Skipped;
import org.junitisolated.internal.wire.Message.Started;

/** What a well-formed message must not say: JUnit would refuse it later, where nobody knows where it came from. */
public final class MessageContent {

    private MessageContent() {}

    /** Fails unless JUnit can work with it. */
    public static void require(Message message) throws MalformedFrameException {
        if (message instanceof Started started) {
            requireUniqueId(started.uniqueId());
        } else if (message instanceof Skipped skipped) {
            requireUniqueId(skipped.uniqueId());
        } else if (message instanceof Finished finished) {
            requireUniqueId(finished.uniqueId());
        } else if (message instanceof FileEntry file) {
            requireUniqueId(file.uniqueId());
        } else if (message instanceof Registered registered) {
            requireNode(registered);
        } else if (message instanceof ReportEntry entry) {
            requireUniqueId(entry.uniqueId());
            for (Map.Entry<String, String> pair : entry.values().entrySet()) {
                requireText(pair.getKey(), "key of a report entry");
                requireText(pair.getValue(), "value of a report entry");
            }
        }
    }

    private static void requireNode(Registered registered) throws MalformedFrameException {
        requireUniqueId(registered.uniqueId());
        requireUniqueId(registered.parentId());
        requireText(registered.displayName(), "name");
        for (String tag : registered.tags()) {
            if (!TestTag.isValid(tag)) {
                throw new MalformedFrameException("\"" + tag + "\" is no tag");
            }
        }
    }

    private static void requireUniqueId(String text) throws MalformedFrameException {
        try {
            UniqueId.parse(text);
        } catch (JUnitException e) {
            throw new MalformedFrameException("\"" + text + "\" is no unique id");
        }
    }

    private static void requireText(String text, String what) throws MalformedFrameException {
        if (text.isBlank()) {
            throw new MalformedFrameException("a blank " + what);
        }
    }
}
