package org.junitisolated.internal.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junit.platform.engine.support.hierarchical.Node.SkipResult;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.internal.wire.Message.Finished;

/**
 * A run as the node of its unit sees it. What happens in the child above the unit, such as a failing
 * {@code @BeforeAll}, shows at the container where it belongs if that one is ours, else at the unit.
 */
final class UnitRun {

    private static final String ENTRY_CRASH = "isolated.crash";
    private static final String CRASH_FILE = "hs_err.log";

    private final Run run;
    private final UnitNode unit;
    private final Replay replay;
    private @Nullable Finished endedAbove;

    UnitRun(Run run, UnitNode unit) {
        this.run = run;
        this.unit = unit;
        this.replay = new Replay(run, unit);
    }

    Run run() {
        return run;
    }

    Replay replay() {
        return replay;
    }

    /** Waits until the unit, or what is above it, is started, skipped or ended in the child. */
    SkipResult awaitStart(EngineExecutionContext context) {
        run.startDeadline();
        List<UniqueId> ownAndAbove = new ArrayList<>(List.of(unit.getUniqueId()));
        ancestors().forEach(ancestor -> ownAndAbove.add(ancestor.getUniqueId()));
        Optional<UniqueId> next = run.awaitAny(ownAndAbove);
        while (next.isPresent() && !next.equals(Optional.of(unit.getUniqueId()))) {
            Message above = run.take(next.get());
            if (above instanceof Message.Skipped) {
                return Replay.decision(above);
            } else if (above instanceof Finished finished) {
                endedAbove = finished;
                return SkipResult.doNotSkip();
            }
            next = run.awaitAny(ownAndAbove);
        }
        return replay.awaitStart(context);
    }

    /** Fails if what is above the unit has failed in the child, so that the unit was not reached. */
    void failIfEndedAbove() {
        if (endedAbove != null) {
            Throwables.throwIfUnsuccessful(endedAbove);
        }
    }

    boolean hasEndedAbove() {
        return endedAbove != null;
    }

    /** Waits until the child is gone, and hands over what it said of the containers above the unit. */
    void end(Failures failures, EngineExecutionContext context) {
        failures.collect(run::awaitEnd);
        replay.publishLate(context);
        publishEntries(context);
        ancestors().forEach(ancestor -> handOver(ancestor, failures));
        if (failures.isEmpty()) {
            failures.collect(run::failIfLeaking);
        }
    }

    /** Publishes at the unit what there is to say of the run as a whole. */
    void publishEntries(EngineExecutionContext context) {
        run.reportEntries().forEach((key, value) -> unit.publishOnce(Map.of(key, value), context));
        run.crashFile().ifPresent(file -> publishCrash(file, context));
    }

    private void publishCrash(Path file, EngineExecutionContext context) {
        String kept = run.plan().files().keep(file, CRASH_FILE, unit, context);
        unit.publishOnce(Map.of(ENTRY_CRASH, kept), context);
        // Surefire shows no report entries.
        System.err.println("junit-isolated: the file that the crashed JVM has left: " + kept);
    }

    /** What came for a container after the unit had finished belongs to it; one that is not ours cannot take it. */
    private void handOver(TestDescriptor ancestor, Failures failures) {
        Optional<Message> left = run.poll(ancestor.getUniqueId());
        while (left.isPresent()) {
            Message message = left.get();
            if (ancestor instanceof ContainerNode container) {
                container.takeFromBelow(message, run);
            } else if (message instanceof Finished finished) {
                failures.collect(() -> Throwables.throwIfUnsuccessful(finished));
            }
            left = run.poll(ancestor.getUniqueId());
        }
    }

    private List<TestDescriptor> ancestors() {
        List<TestDescriptor> ancestors = new ArrayList<>();
        Optional<TestDescriptor> above = unit.getParent();
        while (above.isPresent() && !JupiterIds.isJupiterEngine(above.get().getUniqueId())) {
            ancestors.add(above.get());
            above = above.get().getParent();
        }
        return ancestors;
    }
}
