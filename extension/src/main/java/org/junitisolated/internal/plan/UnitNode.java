package org.junitisolated.internal.plan;

import java.util.Optional;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/** The node of a unit: of what runs at once, in a child of its own. */
abstract class UnitNode extends ReplacementNode {

    private final UnitRun unitRun;
    private final DisabledTests disabledTests;

    UnitNode(TestDescriptor original, Run run, DisabledTests disabledTests) {
        super(original);
        this.unitRun = new UnitRun(run, this);
        this.disabledTests = disabledTests;
    }

    final UnitRun unitRun() {
        return unitRun;
    }

    /** Returns the run if a container above may start it to learn about itself. */
    final Optional<Run> runToBeStartedEarly() {
        // Locks on resources are taken for this node only when its turn comes.
        return getExclusiveResources().isEmpty()
                        && disabledTests.skipResult(this).isEmpty()
                ? Optional.of(unitRun.run())
                : Optional.empty();
    }

    @Override
    public final SkipResult shouldBeSkipped(EngineExecutionContext context) {
        return disabledTests.skipResult(this).orElseGet(() -> unitRun.awaitStart(context));
    }

    @Override
    public void cleanUp(EngineExecutionContext context) {
        unitRun.run().close();
    }
}
