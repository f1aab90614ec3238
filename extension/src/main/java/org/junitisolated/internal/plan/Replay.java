package org.junitisolated.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junit.platform.engine.support.hierarchical.Node.DynamicTestExecutor;
import org.junit.platform.engine.support.hierarchical.Node.SkipResult;
import org.junitisolated.IsolationException;
import org.junitisolated.internal.launch.Troubleshooting;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.Message.Finished;

/** Reports the execution of one node in a child as if it happened here. */
final class Replay {

    private final Run run;
    private final IsolatedNode node;
    private boolean finished;
    private int registered;

    Replay(Run run, IsolatedNode node) {
        this.run = run;
        this.node = node;
    }

    boolean isOf(Run other) {
        return run == other;
    }

    /** Waits until the node is started or skipped in the child. */
    SkipResult awaitStart(EngineExecutionContext context) {
        Message message = next(context);
        while (message instanceof Message.Published published) {
            // Of an extension that watches what is skipped.
            run.publish(published, node, context);
            message = next(context);
        }
        return decision(message);
    }

    static SkipResult decision(Message message) {
        if (message instanceof Message.Skipped skipped) {
            return SkipResult.skip(skipped.reason());
        } else if (message instanceof Message.Started) {
            return SkipResult.doNotSkip();
        }
        throw outOfPlace(message);
    }

    /** Replays a container until the first of its children has something to say, or it has ended before. */
    void untilFirstChild(EngineExecutionContext context) {
        List<TestDescriptor> above = run.nodesAbove(node);
        List<UniqueId> ids = new ArrayList<>(List.of(node.getUniqueId()));
        node.getChildren().stream().map(TestDescriptor::getUniqueId).forEach(ids::add);
        above.stream().map(TestDescriptor::getUniqueId).forEach(ids::add);
        boolean more = true;
        while (more && !finished) {
            Optional<UniqueId> ready = run.awaitAny(ids);
            publishLate(context);
            if (ready.equals(Optional.of(node.getUniqueId()))) {
                replay(run.take(node.getUniqueId()), context, null);
            } else {
                more = publishFrom(above, context);
            }
        }
    }

    /** Replays until the node has finished in the child, and fails as it did there. */
    void untilFinished(EngineExecutionContext context) {
        untilFinished(context, null);
    }

    /** Likewise; invocations and dynamic tests are executed as they come into being. */
    void untilFinished(EngineExecutionContext context, @Nullable DynamicTestExecutor executor) {
        while (!finished) {
            replay(next(context), context, executor);
        }
    }

    /** Tells how many invocations and dynamic tests have come into being directly below the node. */
    int registered() {
        return registered;
    }

    /** Takes the node's next message. What is published for a container above it in the meantime is published here, too. */
    private Message next(EngineExecutionContext context) {
        List<TestDescriptor> above = run.nodesAbove(node);
        List<UniqueId> ownAndAbove = new ArrayList<>(List.of(node.getUniqueId()));
        above.stream().map(TestDescriptor::getUniqueId).forEach(ownAndAbove::add);
        boolean published = true;
        while (published) {
            Optional<UniqueId> ready = run.awaitAny(ownAndAbove);
            publishLate(context);
            published = !ready.equals(Optional.of(node.getUniqueId())) && publishFrom(above, context);
        }
        return run.take(node.getUniqueId());
    }

    /** Publishes what came for nodes that had finished already. */
    void publishLate(EngineExecutionContext context) {
        Optional<Message.Published> late = run.pollLate();
        while (late.isPresent()) {
            Message.Published published = late.get();
            find(run.idInParent(published.uniqueId())).ifPresent(owner -> run.publish(published, owner, context));
            late = run.pollLate();
        }
    }

    private Optional<? extends TestDescriptor> find(UniqueId id) {
        TestDescriptor top = node;
        while (top.getParent().isPresent()) {
            top = top.getParent().get();
        }
        return top.findByUniqueId(id);
    }

    private boolean publishFrom(List<TestDescriptor> above, EngineExecutionContext context) {
        for (TestDescriptor container : above) {
            Optional<Message.Published> published = run.pollPublished(container.getUniqueId());
            if (published.isPresent()) {
                run.publish(published.get(), container, context);
                return true;
            }
        }
        return false;
    }

    private void replay(Message message, EngineExecutionContext context, @Nullable DynamicTestExecutor executor) {
        finished = message instanceof Finished;
        if (message instanceof Message.Registered child && executor != null) {
            registered++;
            execute(child, executor);
        } else if (message instanceof Finished end) {
            Throwables.throwIfUnsuccessful(end);
        } else if (message instanceof Message.Published published) {
            run.publish(published, node, context);
        } else {
            throw outOfPlace(message);
        }
    }

    private void execute(Message.Registered registeredChild, DynamicTestExecutor executor) {
        ReplayedNode child = new ReplayedNode(run.idInParent(registeredChild.uniqueId()), registeredChild, run);
        node.addChild(child);
        executor.execute(child);
    }

    static IsolationException outOfPlace(Message message) {
        return new IsolationException("The child sent a message out of place: "
                + message.getClass().getSimpleName() + Troubleshooting.see("connection"));
    }
}
