package org.junitisolated.internal.plan;

import java.util.Iterator;
import java.util.Optional;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/** A test template each of whose invocations runs in a child of its own. */
final class InvocationRunsNode extends UnitNode {

    private final Iterator<Run> furtherRuns;

    /**
     * Creates the node.
     *
     * @param first the run of the first invocation
     * @param furtherRuns the runs of all others, perhaps without end: the first that has no invocation is the last
     */
    InvocationRunsNode(TestDescriptor original, Run first, Iterator<Run> furtherRuns) {
        super(original, first);
        this.furtherRuns = furtherRuns;
    }

    @Override
    public EngineExecutionContext execute(EngineExecutionContext context, DynamicTestExecutor executor) {
        Failures failures = new Failures();
        Optional<Run> next = announceNext();
        boolean more = replay(unitRun(), failures, context, executor);
        while (more && next.isPresent()) {
            Run run = next.get();
            next = announceNext();
            more = replayFurther(run, failures, context, executor);
        }
        next.ifPresent(Run::close);
        failures.throwIfAny();
        return context;
    }

    /** While one invocation runs, a child may be made ready for the next. */
    private Optional<Run> announceNext() {
        if (!furtherRuns.hasNext()) {
            return Optional.empty();
        }
        Run next = furtherRuns.next();
        plan().upcoming().addFirst(next, this);
        plan().standBy();
        return Optional.of(next);
    }

    private boolean replayFurther(
            Run run, Failures failures, EngineExecutionContext context, DynamicTestExecutor executor) {
        UnitRun further = new UnitRun(run, this);
        try {
            return !further.awaitStart(context).isSkipped() && replay(further, failures, context, executor);
        } catch (RuntimeException e) {
            failures.add(e);
            return false;
        } finally {
            run.close();
        }
    }

    /** Returns whether there was an invocation, so that there may be another. */
    private boolean replay(
            UnitRun unitRun, Failures failures, EngineExecutionContext context, DynamicTestExecutor executor) {
        Failures ofThisRun = new Failures();
        ofThisRun.collect(() -> {
            unitRun.failIfEndedAbove();
            unitRun.replay().untilFinished(context, executor);
        });
        unitRun.end(ofThisRun, context);
        failures.collect(ofThisRun::throwIfAny);
        return unitRun.replay().registered() > 0;
    }
}
