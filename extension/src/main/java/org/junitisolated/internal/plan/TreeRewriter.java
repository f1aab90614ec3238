package org.junitisolated.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestDescriptor;
import org.junitisolated.internal.launch.ChildSpec;

/**
 * Puts our own nodes in the place of isolated descriptors, before a plan is executed. Siblings keep their order, and
 * plain tests keep Jupiter's own descriptors.
 */
final class TreeRewriter {

    private final PlanRuns runs;
    private final DisabledTests disabledTests;

    TreeRewriter(PlanRuns runs) {
        this.runs = runs;
        this.disabledTests = new DisabledTests(runs.parameters());
    }

    /** Rewrites the tree below an engine's root, or below each Jupiter engine of a suite's root. */
    void rewrite(TestDescriptor root) {
        if (JupiterIds.isJupiterEngine(root.getUniqueId())) {
            rewriteChildren(root);
        } else {
            root.getChildren().forEach(this::rewrite);
        }
    }

    private void rewriteChildren(TestDescriptor parent) {
        List<TestDescriptor> originals = List.copyOf(parent.getChildren());
        List<TestDescriptor> rewritten = originals.stream().map(this::rewritten).toList();
        if (rewritten.stream().anyMatch(IsolatedNode.class::isInstance)) {
            originals.forEach(parent::removeChild);
            rewritten.forEach(parent::addChild);
        }
    }

    private TestDescriptor rewritten(TestDescriptor original) {
        if (original instanceof IsolatedNode) {
            return original;
        }
        if (IsolatedTests.isUnit(original)) {
            Optional<ChildSpec> spec = IsolatedTests.specOf(original);
            return spec.isPresent()
                    ? new RunNode(original, new Run(runs, spec.get(), original.getUniqueId()), disabledTests)
                    : original;
        }
        rewriteChildren(original);
        return containsOnlyIsolated(original) ? replaceContainer(original) : original;
    }

    private static boolean containsOnlyIsolated(TestDescriptor container) {
        return !container.getChildren().isEmpty()
                && container.getChildren().stream().allMatch(IsolatedNode.class::isInstance);
    }

    private ContainerNode replaceContainer(TestDescriptor original) {
        ContainerNode replacement = new ContainerNode(original, disabledTests);
        for (TestDescriptor child : new ArrayList<>(original.getChildren())) {
            original.removeChild(child);
            replacement.addChild(child);
        }
        return replacement;
    }
}
