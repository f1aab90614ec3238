package org.junitisolated.internal.plan;

import org.junitisolated.internal.wire.Message;

/** Tells which node a message is for. */
final class MessageOwner {

    private MessageOwner() {}

    /** Returns the unique id, as the child knows it, of the node that reports the message. */
    static String of(Message message) {
        if (message instanceof Message.Registered registered) {
            return registered.parentId();
        } else if (message instanceof Message.Started started) {
            return started.uniqueId();
        } else if (message instanceof Message.Skipped skipped) {
            return skipped.uniqueId();
        } else if (message instanceof Message.Published published) {
            return published.uniqueId();
        } else if (message instanceof Message.Finished finished) {
            return finished.uniqueId();
        }
        throw new IllegalArgumentException("no node's message: " + message);
    }
}
