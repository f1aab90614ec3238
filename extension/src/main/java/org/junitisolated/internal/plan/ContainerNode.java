package org.junitisolated.internal.plan;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.Message.Finished;

/**
 * A class all of whose tests are isolated. It does nothing in the parent itself. Whether it is skipped, and whether it
 * fails before its tests, shows in the children: the run of its first test is started early to learn it.
 */
final class ContainerNode extends ReplacementNode {

    private final Queue<Message> fromBelow = new ConcurrentLinkedQueue<>();
    private @Nullable Run firstRun;

    ContainerNode(TestDescriptor original, PlanRuns plan) {
        super(original, plan);
    }

    @Override
    public SkipResult shouldBeSkipped(EngineExecutionContext context) {
        return skipResultIfDisabled().orElseGet(() -> {
            firstRun = firstRunOf(this).orElse(null);
            return firstRun == null ? SkipResult.doNotSkip() : awaitStart(firstRun);
        });
    }

    private SkipResult awaitStart(Run run) {
        // A run that ends without a word about this container fails its own test, which knows how to say so.
        return run.awaitAny(List.of(getUniqueId())).isPresent()
                ? Replay.decision(run.take(getUniqueId()))
                : SkipResult.doNotSkip();
    }

    /** Waits until the first child has come to the first test, or has failed before. */
    @Override
    public EngineExecutionContext execute(EngineExecutionContext context, DynamicTestExecutor executor) {
        if (firstRun != null) {
            new Replay(firstRun, this).untilFirstChild(context);
        }
        return context;
    }

    /** Takes what a child reported of this container after its test; what is published counts once, from the first run. */
    void takeFromBelow(Message message, Run run) {
        if (message instanceof Finished || run == firstRun) {
            fromBelow.add(message);
        }
    }

    @Override
    public void after(EngineExecutionContext context) {
        Failures failures = new Failures();
        fromBelow.forEach(message -> failures.collect(() -> report(message, context)));
        failures.throwIfAny();
    }

    private void report(Message message, EngineExecutionContext context) {
        if (message instanceof Finished finished) {
            Throwables.throwIfUnsuccessful(finished);
        } else if (message instanceof Message.Published published && firstRun != null) {
            firstRun.publish(published, this, context);
        }
    }

    /** A run that was started early and not taken over by its test, since this container was skipped or failed. */
    @Override
    public void cleanUp(EngineExecutionContext context) {
        plan().upcoming().removeBelow(this);
        if (firstRun != null) {
            firstRun.close();
        }
    }

    private static Optional<Run> firstRunOf(TestDescriptor container) {
        for (TestDescriptor child : container.getChildren()) {
            Optional<Run> found =
                    child instanceof UnitNode unit ? unit.runToBeStartedEarly() : firstRunUnlessDisabled(child);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Run> firstRunUnlessDisabled(TestDescriptor container) {
        boolean disabled = container instanceof ReplacementNode node
                && node.skipResultIfDisabled().isPresent();
        return disabled ? Optional.empty() : firstRunOf(container);
    }
}
