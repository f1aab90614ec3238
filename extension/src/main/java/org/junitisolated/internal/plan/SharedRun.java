package org.junitisolated.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.Message.Finished;

/**
 * The run that all tests of a class share. When its child is lost in one of them, those that come after it share another: what
 * is lost costs one test.
 */
final class SharedRun {

    private final PlanRuns plan;
    private final WantedChild wanted;
    private final TestDescriptor classNode;
    private final List<UniqueId> parts;
    private final List<Run> runs = new ArrayList<>();

    /** @param parts what is to be executed of the class, in this order; may grow until the first test is executed */
    SharedRun(PlanRuns plan, WantedChild wanted, TestDescriptor classNode, List<UniqueId> parts) {
        this.plan = plan;
        this.wanted = wanted;
        this.classNode = classNode;
        this.parts = parts;
        runs.add(new Run(plan, wanted, classNode, parts));
    }

    PlanRuns plan() {
        return plan;
    }

    /** Adds what is to be executed. */
    void add(List<UniqueId> further) {
        parts.addAll(further);
    }

    boolean hasPartBelow(TestDescriptor container) {
        return parts.stream().anyMatch(part -> part.hasPrefix(container.getUniqueId()));
    }

    /** Returns the runs that there have been so far; the last one is under way, or lost. */
    synchronized List<Run> runs() {
        return List.copyOf(runs);
    }

    synchronized Run last() {
        return runs.get(runs.size() - 1);
    }

    /** Returns the run that a test or nested class is executed in, whose turn has come. */
    synchronized Run runFor(TestDescriptor part) {
        if (last().isLost()) {
            runs.add(new Run(plan, wanted, classNode, partsFrom(part.getUniqueId())));
            awaitBeginning(part);
        }
        return last();
    }

    private List<UniqueId> partsFrom(UniqueId node) {
        return new ArrayList<>(
                parts.stream().dropWhile(part -> !part.hasPrefix(node)).toList());
    }

    /** The class begins anew in the other child. Of that nothing is reported, but what keeps the test from its turn. */
    private void awaitBeginning(TestDescriptor part) {
        List<UniqueId> ids = new ArrayList<>(List.of(part.getUniqueId()));
        last().nodesAbove(part).forEach(node -> ids.add(node.getUniqueId()));
        Optional<UniqueId> ready = last().awaitAny(ids);
        while (ready.isPresent() && !ready.get().equals(part.getUniqueId())) {
            Message message = last().take(ready.get());
            if (message instanceof Finished finished) {
                Throwables.throwIfUnsuccessful(finished);
            }
            ready = last().awaitAny(ids);
        }
    }
}
