package org.junitisolated.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.Message.Finished;

/**
 * A unit that is run in a child of its own. What happens in the child above the unit, such as a failing
 * {@code @BeforeAll}, shows at the container where it belongs if that one is ours, else here.
 */
final class RunNode extends ReplacementNode {

    private final Run run;
    private final Replay replay;
    private final DisabledTests disabledTests;
    private @Nullable Finished endedAbove;

    RunNode(TestDescriptor original, Run run, DisabledTests disabledTests) {
        super(original);
        this.run = run;
        this.replay = new Replay(run, getUniqueId());
        this.disabledTests = disabledTests;
    }

    /** Returns the run if a container above may start it to learn about itself. */
    Optional<Run> runToBeStartedEarly() {
        // Locks on resources are taken for this node only when its turn comes.
        return getExclusiveResources().isEmpty()
                        && disabledTests.skipResult(this).isEmpty()
                ? Optional.of(run)
                : Optional.empty();
    }

    @Override
    public SkipResult shouldBeSkipped(EngineExecutionContext context) {
        return disabledTests.skipResult(this).orElseGet(this::awaitStart);
    }

    private SkipResult awaitStart() {
        run.startDeadline();
        List<UniqueId> ownAndAbove = new ArrayList<>(List.of(getUniqueId()));
        ancestors().forEach(ancestor -> ownAndAbove.add(ancestor.getUniqueId()));
        Optional<UniqueId> next = run.awaitAny(ownAndAbove);
        while (next.isPresent() && !next.equals(Optional.of(getUniqueId()))) {
            Message above = run.take(next.get());
            if (above instanceof Message.Skipped) {
                return Replay.decision(above);
            } else if (above instanceof Finished finished) {
                endedAbove = finished;
                return SkipResult.doNotSkip();
            }
            next = run.awaitAny(ownAndAbove);
        }
        return replay.awaitStart();
    }

    @Override
    public EngineExecutionContext execute(EngineExecutionContext context, DynamicTestExecutor executor) {
        Failures failures = new Failures();
        failures.collect(() -> replayHereOrAbove(context, executor));
        failures.collect(run::awaitEnd);
        ancestors().forEach(ancestor -> handOver(ancestor, failures));
        failures.throwIfAny();
        return context;
    }

    private void replayHereOrAbove(EngineExecutionContext context, DynamicTestExecutor executor) {
        if (endedAbove != null) {
            Throwables.throwIfUnsuccessful(endedAbove);
        }
        replay.untilFinished(this, context, executor);
    }

    /** What came for a container after the unit had finished belongs to it; one that is not ours cannot take it. */
    private void handOver(TestDescriptor ancestor, Failures failures) {
        Optional<Message> left = run.poll(ancestor.getUniqueId());
        while (left.isPresent()) {
            Message message = left.get();
            if (ancestor instanceof ContainerNode container) {
                container.takeFromBelow(message, run);
            } else if (message instanceof Finished finished) {
                failures.collect(() -> Throwables.throwIfUnsuccessful(finished));
            }
            left = run.poll(ancestor.getUniqueId());
        }
    }

    private List<TestDescriptor> ancestors() {
        List<TestDescriptor> ancestors = new ArrayList<>();
        Optional<TestDescriptor> above = getParent();
        while (above.isPresent() && !JupiterIds.isJupiterEngine(above.get().getUniqueId())) {
            ancestors.add(above.get());
            above = above.get().getParent();
        }
        return ancestors;
    }

    @Override
    public void cleanUp(EngineExecutionContext context) {
        run.close();
    }
}
