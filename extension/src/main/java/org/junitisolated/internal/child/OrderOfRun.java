package org.junitisolated.internal.child;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Executes tests in the order in which the run names them, which is the parent's: orderers have been asked there, and a
 * random one would answer otherwise here. As a filter it includes everything, and is shown the descriptors.
 */
final class OrderOfRun implements PostDiscoveryFilter, TestExecutionListener {

    private static final FilterResult INCLUDED = FilterResult.included("all that the run names");

    private final Map<UniqueId, Integer> ranks = new HashMap<>();
    private @Nullable TestDescriptor root;

    OrderOfRun(List<String> uniqueIds) {
        for (String text : uniqueIds) {
            UniqueId id = UniqueId.parse(text);
            while (id.getSegments().size() > 1) {
                ranks.putIfAbsent(id, ranks.size());
                id = id.removeLastSegment();
            }
        }
    }

    /** Roots themselves are not shown. There is one: only Jupiter runs in a child. */
    @Override
    public FilterResult apply(TestDescriptor descriptor) {
        TestDescriptor above = descriptor;
        while (above != null) {
            root = above;
            above = above.getParent().orElse(null);
        }
        return INCLUDED;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (root != null) {
            sortChildren(root);
        }
    }

    private void sortChildren(TestDescriptor parent) {
        List<TestDescriptor> found = List.copyOf(parent.getChildren());
        List<TestDescriptor> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(child -> ranks.getOrDefault(child.getUniqueId(), Integer.MAX_VALUE)));
        if (!sorted.equals(found)) {
            sorted.forEach(parent::removeChild);
            sorted.forEach(parent::addChild);
        }
        sorted.forEach(this::sortChildren);
    }
}
