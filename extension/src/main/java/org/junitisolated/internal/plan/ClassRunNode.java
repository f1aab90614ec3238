package org.junitisolated.internal.plan;

import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/** A class all of whose tests run in one child. The nodes below it take what is theirs from the same run. */
final class ClassRunNode extends UnitNode {

    ClassRunNode(TestDescriptor original, Run run) {
        super(original, run);
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
        // A run that broke has failed the test at which it broke; once is enough.
        if (unitRun().run().hasToldFault()) {
            unitRun().publishEntries(context);
        } else {
            unitRun().run().startDeadline();
            if (!unitRun().hasEndedAbove()) {
                failures.collect(() -> unitRun().replay().untilFinished(context));
            }
            unitRun().end(failures, context);
        }
        failures.throwIfAny();
    }
}
