package org.junitisolated.internal.plan;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junitisolated.internal.wire.Message;

/** The node of a unit: of what runs at once, in a child of its own. */
abstract class UnitNode extends ReplacementNode {

    private final UnitRun unitRun;
    private final Set<Map<String, String>> publishedEntries = new HashSet<>();

    UnitNode(TestDescriptor original, Run run) {
        super(original, run.plan());
        this.unitRun = new UnitRun(run, this);
        run.plan().upcoming().add(run, this);
    }

    final UnitRun unitRun() {
        return unitRun;
    }

    /** Publishes a report entry of the unit as a whole, which several runs of it may have to say. */
    final void publishOnce(Map<String, String> entry, EngineExecutionContext context) {
        if (publishedEntries.add(entry)) {
            ReportEntries.publish(new Message.ReportEntry(getUniqueId().toString(), entry), this, context);
        }
    }

    /** Returns the run if a container above may start it to learn about itself. */
    final Optional<Run> runToBeStartedEarly() {
        // Locks on resources are taken for this node only when its turn comes. But with a debugger's port there is one
        // child
        // at a time: if not this one, no other may be started before its turn either.
        return (isDebugged() || getExclusiveResources().isEmpty())
                        && skipResultIfDisabled().isEmpty()
                ? Optional.of(unitRun.run())
                : Optional.empty();
    }

    @Override
    public final SkipResult shouldBeSkipped(EngineExecutionContext context) {
        return skipResultIfDisabled().orElseGet(() -> unitRun.awaitStart(context));
    }

    @Override
    public void cleanUp(EngineExecutionContext context) {
        unitRun.run().close();
    }
}
