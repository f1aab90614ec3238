package org.junitisolated.internal.plan;

import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/** A test method with all its invocations, or a whole class template, that runs in a child of its own. */
final class RunNode extends UnitNode {

    RunNode(TestDescriptor original, Run run) {
        super(original, run);
    }

    @Override
    public EngineExecutionContext execute(EngineExecutionContext context, DynamicTestExecutor executor) {
        Failures failures = new Failures();
        failures.collect(() -> replay(context, executor));
        unitRun().end(failures, context);
        failures.throwIfAny();
        return context;
    }

    private void replay(EngineExecutionContext context, DynamicTestExecutor executor) {
        unitRun().failIfEndedAbove();
        unitRun().replay().untilFinished(context, executor);
    }
}
