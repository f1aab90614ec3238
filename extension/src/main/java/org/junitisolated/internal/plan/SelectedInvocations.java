package org.junitisolated.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.IterationSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;

/**
 * Which invocations and dynamic tests a caller has selected, as IDEs and build tools do to run one of them again. They do
 * not exist yet when the tree is discovered, so their ids must be handed to the child.
 *
 * <p>Only callers that select nothing but unique ids and iterations are taken at their word: whatever else is selected may
 * select a test as a whole.
 */
final class SelectedInvocations {

    private final List<UniqueId> ids;
    private final List<IterationSelector> iterations;
    private final boolean others;

    private SelectedInvocations(List<UniqueId> ids, List<IterationSelector> iterations, boolean others) {
        this.ids = ids;
        this.iterations = iterations;
        this.others = others;
    }

    static SelectedInvocations of(LauncherDiscoveryRequest request) {
        List<UniqueId> ids = new ArrayList<>();
        for (UniqueIdSelector selector : request.getSelectorsByType(UniqueIdSelector.class)) {
            ids.add(selector.getUniqueId());
        }
        List<IterationSelector> iterations = request.getSelectorsByType(IterationSelector.class);
        int all = request.getSelectorsByType(DiscoverySelector.class).size();
        return new SelectedInvocations(ids, iterations, all > ids.size() + iterations.size());
    }

    /** Returns what is to be executed of a unit: the invocations that are selected in it, or the unit as a whole. */
    List<UniqueId> partsOf(TestDescriptor unit) {
        UniqueId id = unit.getUniqueId();
        List<UniqueId> below = Stream.concat(
                        ids.stream().filter(each -> each.hasPrefix(id)),
                        iterations.stream()
                                .filter(each -> selectsIn(each, unit))
                                .flatMap(each -> idsOf(each, id)))
                .distinct()
                .toList();
        boolean whole = others || below.isEmpty() || ids.stream().anyMatch(id::hasPrefix);
        return whole ? List.of(id) : below;
    }

    private static boolean selectsIn(IterationSelector iteration, TestDescriptor unit) {
        DiscoverySelector parent = iteration.getParentSelector();
        if (parent instanceof UniqueIdSelector uniqueId) {
            return uniqueId.getUniqueId().equals(unit.getUniqueId());
        }
        return parent instanceof MethodSelector method
                && unit.getSource().orElse(null) instanceof MethodSource source
                && source.getClassName().equals(method.getClassName())
                && source.getMethodName().equals(method.getMethodName());
    }

    /** Indices begin with 0, the numbers in unique ids with 1. A factory may make tests and containers. */
    private static Stream<UniqueId> idsOf(IterationSelector iteration, UniqueId unit) {
        List<String> types = switch (unit.getLastSegment().getType()) {
            case "test-template" -> List.of("test-template-invocation");
            case "test-factory" -> List.of("dynamic-test", "dynamic-container");
            default -> List.of();
        };
        return iteration.getIterationIndices().stream()
                .flatMap(index -> types.stream().map(type -> unit.append(type, "#" + (index + 1))));
    }
}
