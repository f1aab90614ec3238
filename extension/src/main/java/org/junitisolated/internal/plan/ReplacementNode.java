package org.junitisolated.internal.plan;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.hierarchical.ExclusiveResource;
import org.junit.platform.engine.support.hierarchical.Node;

/** A node that stands in the tree for a descriptor of Jupiter's, and looks the same from outside. */
abstract class ReplacementNode extends IsolatedNode {

    private final TestDescriptor original;
    private final PlanRuns plan;

    ReplacementNode(TestDescriptor original, PlanRuns plan) {
        super(
                original.getUniqueId(),
                original.getDisplayName(),
                original.getSource().orElse(null));
        this.original = original;
        this.plan = plan;
    }

    @Override
    public Type getType() {
        return original.getType();
    }

    @Override
    public Set<TestTag> getTags() {
        return original.getTags();
    }

    @Override
    public String getLegacyReportingName() {
        return original.getLegacyReportingName();
    }

    @Override
    public boolean mayRegisterTests() {
        return original.mayRegisterTests();
    }

    @Override
    public Set<ExclusiveResource> getExclusiveResources() {
        return original instanceof Node<?> node ? node.getExclusiveResources() : Set.of();
    }

    final PlanRuns plan() {
        return plan;
    }

    /** Tells whether children wait for a debugger, so that there is one at a time. */
    final boolean isDebugged() {
        return plan.settings().debugPort().isPresent();
    }

    /** Sees {@code @Disabled}; empty where only the child can tell. */
    final Optional<SkipResult> skipResultIfDisabled() {
        return plan.disabledTests().skipResult(this);
    }

    /**
     * Concurrent, since children share no memory, unless the test says otherwise or its class asks for an order. Without
     * JUnit's parallel execution this is not looked at. A debugger sees one child after the other.
     */
    @Override
    public ExecutionMode getExecutionMode() {
        if (isDebugged()) {
            return ExecutionMode.SAME_THREAD;
        }
        return TestElements.findNearest(Execution.class, this)
                .map(execution -> ExecutionMode.valueOf(execution.value().name()))
                .orElseGet(() -> isOrdered() ? ExecutionMode.SAME_THREAD : ExecutionMode.CONCURRENT);
    }

    private boolean isOrdered() {
        return getParent()
                .flatMap(above -> TestElements.findNearest(TestMethodOrder.class, above))
                .isPresent();
    }
}
