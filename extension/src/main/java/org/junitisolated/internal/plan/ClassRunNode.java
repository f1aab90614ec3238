package org.junitisolated.internal.plan;

import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/** A class all of whose tests run in one child. The nodes below it take what is theirs from the same run. */
final class ClassRunNode extends UnitNode {

    private final SharedRun shared;

    ClassRunNode(TestDescriptor original, SharedRun shared) {
        super(original, shared.last());
        this.shared = shared;
    }

    @Override
    public EngineExecutionContext execute(EngineExecutionContext context, DynamicTestExecutor executor) {
        unitRun().failIfEndedAbove();
        unitRun().replay().untilFirstChild(context);
        return context;
    }

    @Override
    public void after(EngineExecutionContext context) {
        Failures failures = new Failures();
        shared.runs().forEach(run -> end(run, failures, context));
        failures.throwIfAny();
    }

    /** A run that broke has failed the test at which it broke; once is enough. */
    private void end(Run run, Failures failures, EngineExecutionContext context) {
        UnitRun ended = run == unitRun().run() ? unitRun() : new UnitRun(run, this);
        if (run.hasToldFault()) {
            ended.publishEntries(context);
            return;
        }
        run.startDeadline();
        if (!ended.hasEndedAbove()) {
            failures.collect(() -> ended.replay().untilFinished(context));
        }
        ended.end(failures, context);
    }

    @Override
    public void cleanUp(EngineExecutionContext context) {
        shared.runs().forEach(Run::close);
    }
}
