package org.junitisolated.internal.plan;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junitisolated.Isolated.Scope;
import org.junitisolated.IsolationException;
import org.junitisolated.internal.launch.Troubleshooting;

/** Makes the nodes of units that do not share the run of their class. */
final class UnitNodes {

    private static final String TEST_TEMPLATE = "test-template";
    private static final String INVOCATION = "test-template-invocation";

    private final PlanRuns runs;
    private final SelectedInvocations selected;

    UnitNodes(PlanRuns runs, SelectedInvocations selected) {
        this.runs = runs;
        this.selected = selected;
    }

    ReplacementNode nodeFor(TestDescriptor original, WantedChild wanted) {
        List<UniqueId> parts = selected.partsOf(original);
        if (wanted.scope() == Scope.INVOCATION && isTemplate(original)) {
            return invocationRuns(original, wanted, parts);
        }
        if (wanted.scope() == Scope.CLASS && isMethod(original)) {
            return refused(original, wanted, classScopeOnMethod(original));
        }
        return new RunNode(original, run(original, wanted, parts));
    }

    /** Makes the node of a unit that fails for a reason which is known before it runs. */
    RunNode refused(TestDescriptor original, WantedChild wanted, IsolationException reason) {
        Run run = run(original, wanted, List.of(original.getUniqueId()));
        run.refuse(reason);
        return new RunNode(original, run);
    }

    private InvocationRunsNode invocationRuns(TestDescriptor original, WantedChild wanted, List<UniqueId> parts) {
        UniqueId template = original.getUniqueId();
        Stream<UniqueId> invocations = parts.contains(template)
                ? IntStream.iterate(1, number -> number + 1)
                        .mapToObj(number -> template.append(INVOCATION, "#" + number))
                : parts.stream();
        Iterator<Run> runsOfInvocations =
                invocations.map(part -> run(original, wanted, List.of(part))).iterator();
        return new InvocationRunsNode(original, runsOfInvocations.next(), runsOfInvocations);
    }

    private Run run(TestDescriptor original, WantedChild wanted, List<UniqueId> parts) {
        return new Run(runs, wanted, original, parts);
    }

    private static boolean isTemplate(TestDescriptor unit) {
        return unit.getUniqueId().getLastSegment().getType().equals(TEST_TEMPLATE);
    }

    /** A class template is a unit as well, and one child for the whole class is just what it has. */
    private static boolean isMethod(TestDescriptor unit) {
        return !unit.getUniqueId().getLastSegment().getType().endsWith("class-template");
    }

    private static IsolationException classScopeOnMethod(TestDescriptor original) {
        return new IsolationException("@Isolated(scope = CLASS) is on the method \"" + original.getDisplayName()
                + "\", but only a class has tests to share a child. Put it on the class, or leave the scope out."
                + Troubleshooting.see("scope"));
    }
}
