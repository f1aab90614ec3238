package org.junitisolated.internal.plan;

import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/** A test method, class template or nested class below a {@link ClassRunNode}, whose child runs it. */
final class PartNode extends ReplacementNode {

    private final Run run;
    private final Replay replay;
    private final boolean container;

    /** @param container whether its tests are nodes of their own already */
    PartNode(TestDescriptor original, Run run, boolean container) {
        super(original, run.plan());
        this.run = run;
        this.replay = new Replay(run, this);
        this.container = container;
    }

    /** In the child they run one after the other; so they are reported, and each by the thread that waits for it. */
    @Override
    public ExecutionMode getExecutionMode() {
        return ExecutionMode.SAME_THREAD;
    }

    @Override
    public SkipResult shouldBeSkipped(EngineExecutionContext context) {
        run.failIfFaultTold(getUniqueId());
        run.startDeadline();
        return replay.awaitStart(context);
    }

    @Override
    public EngineExecutionContext execute(EngineExecutionContext context, DynamicTestExecutor executor) {
        if (container) {
            replay.untilFirstChild(context);
        } else {
            replay.untilFinished(context, executor);
        }
        return context;
    }

    @Override
    public void after(EngineExecutionContext context) {
        if (container && !run.hasToldFault()) {
            run.startDeadline();
            replay.untilFinished(context);
        }
    }
}
