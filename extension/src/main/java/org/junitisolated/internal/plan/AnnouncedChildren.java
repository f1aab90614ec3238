package org.junitisolated.internal.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.Message.Registered;

/**
 * The nodes below an invocation of a class template. Jupiter announces all of them when the invocation has started, before
 * the first is executed, and then executes them as children of the invocation; other nodes that come into being are
 * announced one by one, each when it is executed.
 */
final class AnnouncedChildren {

    private static final Logger LOGGER = Logger.getLogger(AnnouncedChildren.class.getName());
    private static final String TYPE = "class-template-invocation";

    private final Run run;
    private final ReplayedNode invocation;
    private final List<Consumer<EngineExecutionContext>> announcements = new ArrayList<>();
    private final Map<UniqueId, TestDescriptor> nodes = new LinkedHashMap<>();

    AnnouncedChildren(Run run, ReplayedNode invocation) {
        this.run = run;
        this.invocation = invocation;
    }

    static boolean belongTo(UniqueId node) {
        return node.getLastSegment().getType().equals(TYPE);
    }

    /** Waits for them, and puts them into the tree: the platform looks for children before it executes a node. */
    void await() {
        boolean more = true;
        while (more) {
            List<UniqueId> ids = new ArrayList<>(List.of(invocation.getUniqueId()));
            ids.addAll(nodes.keySet());
            Optional<Message> next = run.awaitAny(ids).flatMap(run::pollAnnouncement);
            next.ifPresent(this::take);
            more = next.isPresent();
        }
    }

    private void take(Message message) {
        if (message instanceof Registered registered) {
            ReplayedNode child = new ReplayedNode(run.idInParent(registered.uniqueId()), registered, run);
            nodes.getOrDefault(run.idInParent(registered.parentId()), invocation)
                    .addChild(child);
            nodes.put(child.getUniqueId(), child);
            announcements.add(context -> announce(child, context));
        } else if (message instanceof Message.Published published) {
            announcements.add(context -> run.publish(published, invocation, context));
        }
    }

    /** Announces them here. */
    void announce(EngineExecutionContext context) {
        announcements.forEach(announcement -> announcement.accept(context));
    }

    private static void announce(ReplayedNode node, EngineExecutionContext context) {
        try {
            EngineListener.of(context).dynamicTestRegistered(node);
        } catch (ReflectiveOperationException e) {
            LOGGER.log(Level.WARNING, e, () -> node.getDisplayName() + " cannot be announced");
        }
    }
}
