package org.junitisolated.internal.plan;

import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junit.platform.engine.support.hierarchical.Node.DynamicTestExecutor;
import org.junit.platform.engine.support.hierarchical.Node.SkipResult;
import org.junitisolated.IsolationException;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.Message.Finished;

/** Reports the execution of one node in a child as if it happened here. */
final class Replay {

    private final Run run;
    private final UniqueId id;

    Replay(Run run, UniqueId id) {
        this.run = run;
        this.id = id;
    }

    /** Waits until the node is started or skipped in the child. */
    SkipResult awaitStart() {
        return decision(run.take(id));
    }

    static SkipResult decision(Message message) {
        if (message instanceof Message.Skipped skipped) {
            return SkipResult.skip(skipped.reason());
        } else if (message instanceof Message.Started) {
            return SkipResult.doNotSkip();
        }
        throw outOfPlace(message);
    }

    /** Replays until the node has finished in the child, and fails as it did there. */
    void untilFinished(IsolatedNode node, EngineExecutionContext context, DynamicTestExecutor executor) {
        Message message = run.take(id);
        while (!(message instanceof Finished)) {
            if (message instanceof Message.Registered registered) {
                ReplayedNode child = new ReplayedNode(run.idInParent(registered.uniqueId()), registered, run);
                node.addChild(child);
                executor.execute(child);
            } else if (message instanceof Message.ReportEntry entry) {
                ReportEntries.publish(entry, node, context);
            } else {
                throw outOfPlace(message);
            }
            message = run.take(id);
        }
        Throwables.throwIfUnsuccessful((Finished) message);
    }

    private static IsolationException outOfPlace(Message message) {
        return new IsolationException(
                "The child sent a message out of place: " + message.getClass().getSimpleName());
    }
}
