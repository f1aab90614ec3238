package org.junitisolated.internal.plan;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junitisolated.Isolated.Scope;
import org.junitisolated.IsolationException;
import org.junitisolated.internal.launch.Misuse;

/**
 * Puts our own nodes in the place of isolated descriptors, before a plan is executed. Siblings keep their order, and
 * plain tests keep Jupiter's own descriptors.
 */
final class TreeRewriter {

    private final PlanRuns runs;
    private final SelectedInvocations selected;
    private final UnitNodes unitNodes;

    TreeRewriter(PlanRuns runs, SelectedInvocations selected) {
        this.runs = runs;
        this.selected = selected;
        this.unitNodes = new UnitNodes(runs, selected);
    }

    /** Rewrites the tree below an engine's root, or below each Jupiter engine of a suite's root. */
    void rewrite(TestDescriptor root) {
        if (JupiterIds.isJupiterEngine(root.getUniqueId())) {
            rewriteChildren(root, new Surroundings(runs.settings().all(), null, List.of()));
        } else {
            root.getChildren().forEach(this::rewrite);
        }
    }

    private void rewriteChildren(TestDescriptor parent, Surroundings surroundings) {
        List<TestDescriptor> originals = List.copyOf(parent.getChildren());
        List<TestDescriptor> rewritten =
                originals.stream().map(child -> rewritten(child, surroundings)).toList();
        if (rewritten.stream().anyMatch(IsolatedNode.class::isInstance)) {
            originals.forEach(parent::removeChild);
            rewritten.forEach(parent::addChild);
        }
    }

    private TestDescriptor rewritten(TestDescriptor original, Surroundings above) {
        if (original instanceof IsolatedNode) {
            return original;
        }
        List<AnnotatedElement> element = TestElements.of(original).map(List::of).orElse(List.of());
        Surroundings own = IsolatedTests.declaredOn(original)
                .map(kind -> new Surroundings(Optional.of(kind), null, element))
                .orElseGet(() -> above.below(element));
        return IsolatedTests.isUnit(original) ? rewrittenUnit(original, own) : rewrittenClass(original, own);
    }

    private TestDescriptor rewrittenUnit(TestDescriptor original, Surroundings own) {
        if (own.kind.isEmpty()) {
            return original;
        }
        if (own.classRun != null) {
            Optional<String> misplaced = DoorAnnotations.anyOn(own.elements);
            if (misplaced.isPresent()) {
                return unitNodes.refused(original, own.wantedChild(), doorOnPart(misplaced.get(), original));
            }
            own.classRun.add(selected.partsOf(original));
            return new PartNode(original, own.classRun, false);
        }
        return unitNodes.nodeFor(original, own.wantedChild());
    }

    private static IsolationException doorOnPart(String annotation, TestDescriptor original) {
        return Misuse.ofScope(
                annotation,
                "it is on \"" + original.getDisplayName()
                        + "\" or on a class around it, but all tests of the class that is"
                        + " isolated with scope = CLASS share one child. Put it on that class");
    }

    private TestDescriptor rewrittenClass(TestDescriptor original, Surroundings own) {
        boolean startsClassRun =
                own.classRun == null && own.kind.map(IsolationKind::scope).equals(Optional.of(Scope.CLASS));
        Surroundings below = startsClassRun ? own.with(newClassRun(original, own.wantedChild())) : own;
        rewriteChildren(original, below);
        if (!containsOnlyIsolated(original)) {
            return original;
        }
        return adoptChildren(original, containerFor(original, below.classRun, startsClassRun));
    }

    private SharedRun newClassRun(TestDescriptor original, WantedChild wanted) {
        return new SharedRun(runs, wanted, original, new ArrayList<>());
    }

    /** A class whose tests all have annotations of their own has no part in a run for the class. */
    private ReplacementNode containerFor(
            TestDescriptor original, @Nullable SharedRun classRun, boolean startsClassRun) {
        if (classRun == null || !classRun.hasPartBelow(original)) {
            return new ContainerNode(original, runs);
        }
        return startsClassRun ? new ClassRunNode(original, classRun) : new PartNode(original, classRun, true);
    }

    private static boolean containsOnlyIsolated(TestDescriptor container) {
        return !container.getChildren().isEmpty()
                && container.getChildren().stream().allMatch(IsolatedNode.class::isInstance);
    }

    private static TestDescriptor adoptChildren(TestDescriptor original, ReplacementNode replacement) {
        for (TestDescriptor child : List.copyOf(original.getChildren())) {
            original.removeChild(child);
            replacement.addChild(child);
        }
        return replacement;
    }

    /**
     * What holds where a descriptor stands: the isolation of the nearest annotation; the run of its class; and where doors
     * for a child may be, or, below such a class, where they would be too late.
     */
    private record Surroundings(
            Optional<IsolationKind> kind, @Nullable SharedRun classRun, List<AnnotatedElement> elements) {

        Surroundings with(SharedRun run) {
            return new Surroundings(kind, run, List.of());
        }

        Surroundings below(List<AnnotatedElement> element) {
            return new Surroundings(
                    kind,
                    classRun,
                    Stream.concat(element.stream(), elements.stream()).toList());
        }

        WantedChild wantedChild() {
            return new WantedChild(kind.orElseThrow(), elements);
        }
    }
}
