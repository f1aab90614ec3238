package org.junitisolated.internal.plan;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/** A test method, class template or nested class below a {@link ClassRunNode}, whose child runs it. */
final class PartNode extends ReplacementNode {

    private final SharedRun shared;
    private final boolean container;
    private @Nullable Replay replay;

    /** @param container whether its tests are nodes of their own already */
    PartNode(TestDescriptor original, SharedRun shared, boolean container) {
        super(original, shared.plan());
        this.shared = shared;
        this.container = container;
    }

    /** In the child they run one after the other; so they are reported, and each by the thread that waits for it. */
    @Override
    public ExecutionMode getExecutionMode() {
        return ExecutionMode.SAME_THREAD;
    }

    @Override
    public SkipResult shouldBeSkipped(EngineExecutionContext context) {
        Run run = shared.runFor(this);
        run.failIfFaultTold(getUniqueId());
        run.startDeadline();
        return replayOf(run).awaitStart(context);
    }

    @Override
    public EngineExecutionContext execute(EngineExecutionContext context, DynamicTestExecutor executor) {
        if (container) {
            replayOf(shared.last()).untilFirstChild(context);
        } else {
            replayOf(shared.last()).untilFinished(context, executor);
        }
        return context;
    }

    /** Where a test of it was lost, the rest of it may have had another child. */
    @Override
    public void after(EngineExecutionContext context) {
        Run run = shared.last();
        if (container && !run.hasToldFault()) {
            run.startDeadline();
            replayOf(run).untilFinished(context);
        }
    }

    private Replay replayOf(Run run) {
        Replay known = replay;
        if (known == null || !known.isOf(run)) {
            known = new Replay(run, this);
            replay = known;
        }
        return known;
    }
}
