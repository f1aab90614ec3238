package org.junitisolated.internal.plan;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junitisolated.internal.wire.WireEnd;

/**
 * Isolates the tests of each plan that is about to be executed, and cleans up when it has been. All filters have been
 * applied by then, so what is rewritten is what will run.
 */
public final class IsolatingListener implements TestExecutionListener {

    private final Map<TestPlan, PlanRuns> running = new ConcurrentHashMap<>();

    /** Called by the platform's service loader. */
    public IsolatingListener() {}

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        ConfigurationParameters parameters = plan.getConfigurationParameters();
        List<Discovery> discoveries = Discovery.take(parameters);
        // A plan that a test starts inside a child is isolated already, with that test.
        if (WireEnd.isChild() || Settings.isSwitchedOff(parameters) || !isAnyIsolated(discoveries, parameters)) {
            return;
        }
        PlanRuns runs = PlanRuns.of(plan);
        running.put(plan, runs);
        for (Discovery discovery : discoveries) {
            TreeRewriter rewriter = new TreeRewriter(runs, discovery.selected());
            discovery.roots().forEach(rewriter::rewrite);
        }
        runs.begin();
    }

    /** Most plans have none: they must not pay for those that have, so all else is left for later. */
    private static boolean isAnyIsolated(List<Discovery> discoveries, ConfigurationParameters parameters) {
        if (Settings.isolatesAll(parameters)) {
            return true;
        }
        for (Discovery discovery : discoveries) {
            for (TestDescriptor root : discovery.roots()) {
                if (IsolatedTests.isAnyDeclaredIn(root)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Also what is not isolated, and runs here, must not see a child end. */
    @Override
    public void executionStarted(TestIdentifier identifier) {
        awaitEndings();
    }

    /** What shutdown hooks print belongs to the class that is being reported. */
    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (identifier.isContainer()) {
            awaitEndings();
        }
    }

    private void awaitEndings() {
        for (PlanRuns runs : running.values()) {
            runs.endings().await();
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        PlanRuns runs = running.remove(plan);
        if (runs != null) {
            runs.close();
        }
    }
}
