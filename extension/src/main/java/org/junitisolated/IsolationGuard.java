package org.junitisolated;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junitisolated.internal.wire.WireEnd;

/**
 * Fails an isolated test that is about to run in a JVM which is no child. That happens where something runs tests without
 * the platform's services, or swallowed the error of ours; such a test must not pass.
 *
 * <p>The condition comes first, and nothing of the test has run then. It can be switched off
 * ({@code junit.jupiter.conditions.deactivate}) or come too late (an instance that is created before it); each callback is
 * reached in some of these cases.
 */
final class IsolationGuard
        implements ExecutionCondition, BeforeAllCallback, TestInstancePreConstructCallback, BeforeEachCallback {

    private static final ConditionEvaluationResult ENABLED = ConditionEvaluationResult.enabled("runs where it belongs");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        requireIsolation(context);
        return ENABLED;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        requireIsolation(context);
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factoryContext, ExtensionContext context) {
        requireIsolation(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        requireIsolation(context);
    }

    private static void requireIsolation(ExtensionContext context) {
        if (!WireEnd.isChild() && !Switch.isOff(context)) {
            throw new IsolationException("\"" + context.getDisplayName() + "\" is isolated but was about to run in the"
                    + " parent JVM; it has been stopped. Isolation enters through services of the JUnit Platform Launcher:"
                    + " run the test through it, with its automatic registration of listeners and filters left on. A method"
                    + " below a class template can only be isolated together with the whole class. To run without"
                    + " isolation on purpose set isolated.enabled=false."
                    + "\nSee docs/troubleshooting.md#unisolated of junit-isolated.");
        }
    }
}
