package org.junitisolated.internal.plan;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.UniqueId;
import org.junitisolated.internal.wire.Message;

/** The messages of one run that have come and not been taken, in order, for each node. */
final class Inboxes {

    private final List<UniqueId> parts;
    private final Set<UniqueId> registered = new HashSet<>();
    private final Set<UniqueId> started = new HashSet<>();
    private final Set<UniqueId> finished = new HashSet<>();
    private final Map<UniqueId, Deque<Message>> messages = new HashMap<>();
    private final Deque<Message.Published> late = new ArrayDeque<>();

    /** @param parts what the run executes: these nodes and those above them are known from the beginning */
    Inboxes(List<UniqueId> parts) {
        this.parts = parts;
    }

    /** Makes a node known that comes into being in the child. */
    void register(UniqueId node) {
        registered.add(node);
    }

    /** Tells whether somebody will ask for the messages of a node. */
    boolean isKnown(UniqueId node) {
        return registered.contains(node) || isPartOrAbove(node);
    }

    private boolean isPartOrAbove(UniqueId node) {
        for (UniqueId part : parts) {
            if (part.hasPrefix(node)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether a node has been reported as started. */
    boolean hasStarted(UniqueId node) {
        return started.contains(node);
    }

    void add(UniqueId node, Message message) {
        if (message instanceof Message.Published published && finished.contains(node)) {
            late.add(published);
            return;
        } else if (message instanceof Message.Started) {
            started.add(node);
        } else if (message instanceof Message.Finished) {
            finished.add(node);
        }
        inbox(node).add(message);
    }

    /** Takes the next thing published for a node that had finished, and so asks for nothing any more. */
    Optional<Message.Published> pollLate() {
        return Optional.ofNullable(late.poll());
    }

    /** Returns the first of these nodes that has a message. */
    Optional<UniqueId> firstReady(Collection<UniqueId> nodes) {
        for (UniqueId node : nodes) {
            Deque<Message> inbox = messages.get(node);
            if (inbox != null && !inbox.isEmpty()) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    /** Takes the next message of a node if there is one. */
    Optional<Message> poll(UniqueId node) {
        return Optional.ofNullable(inbox(node).poll());
    }

    /** Takes the next message of a node if it is of that kind. */
    <M extends Message> Optional<M> poll(UniqueId node, Class<M> kind) {
        return kind.isInstance(inbox(node).peek()) ? poll(node).map(kind::cast) : Optional.empty();
    }

    private Deque<Message> inbox(UniqueId node) {
        return messages.computeIfAbsent(node, key -> new ArrayDeque<>());
    }
}
