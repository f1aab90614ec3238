package org.junitisolated.internal.plan;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junitisolated.internal.wire.Message.Registered;

/** An invocation or dynamic test that came into being in the child. */
final class ReplayedNode extends IsolatedNode {

    private final Registered registered;
    private final Run run;
    private final Replay replay;
    private final AnnouncedChildren announced;

    ReplayedNode(UniqueId id, Registered registered, Run run) {
        super(id, registered.displayName(), registered.source());
        this.registered = registered;
        this.run = run;
        this.replay = new Replay(run, this);
        this.announced = new AnnouncedChildren(run, this);
    }

    @Override
    public Type getType() {
        if (registered.container()) {
            return registered.test() ? Type.CONTAINER_AND_TEST : Type.CONTAINER;
        }
        return Type.TEST;
    }

    @Override
    public Set<TestTag> getTags() {
        return registered.tags().stream().map(TestTag::create).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public String getLegacyReportingName() {
        return registered.legacyReportingName();
    }

    /** The thread that replays the parent replays this one too: it is the one that takes the run's events. */
    @Override
    public ExecutionMode getExecutionMode() {
        return ExecutionMode.SAME_THREAD;
    }

    @Override
    public SkipResult shouldBeSkipped(EngineExecutionContext context) {
        run.failIfFaultTold(getUniqueId());
        SkipResult result = replay.awaitStart(context);
        if (!result.isSkipped() && AnnouncedChildren.belongTo(getUniqueId())) {
            announced.await();
        }
        return result;
    }

    @Override
    public EngineExecutionContext execute(EngineExecutionContext context, DynamicTestExecutor executor) {
        announced.announce(context);
        if (getChildren().isEmpty()) {
            replay.untilFinished(context, executor);
        } else {
            replay.untilFirstChild(context);
        }
        return context;
    }

    /** What has children before it is executed ends after them. */
    @Override
    public void after(EngineExecutionContext context) {
        if (!run.hasToldFault()) {
            replay.untilFinished(context);
        }
    }
}
