package org.junitisolated.internal.plan;

import java.util.Set;
import org.junit.platform.engine.UniqueId;

/**
 * Unique ids on both sides. In the child Jupiter is always the root; in the parent it may stand below a suite, and then
 * the suite's id comes first.
 */
final class JupiterIds {

    private static final String ENGINE = "[engine:junit-jupiter]";

    private static final Set<String> TESTS = Set.of("method", "test-template-invocation", "dynamic-test");

    private final String prefix;

    private JupiterIds(String prefix) {
        this.prefix = prefix;
    }

    /** Returns the translation for the tree that a test of the parent is in. */
    static JupiterIds of(UniqueId parentId) {
        String id = parentId.toString();
        return new JupiterIds(id.substring(0, id.lastIndexOf(ENGINE)));
    }

    /** Tells whether the id is that of a Jupiter engine, at the root or below a suite. */
    static boolean isJupiterEngine(UniqueId id) {
        return id.toString().endsWith(ENGINE);
    }

    /** Tells whether the id is that of a test, and not of what contains tests. */
    static boolean isTest(UniqueId id) {
        return TESTS.contains(id.getLastSegment().getType());
    }

    /** Returns what to call a node in a message: the method or class, and which invocation of it. */
    static String nameOf(UniqueId id) {
        String name = id.getLastSegment().getValue();
        return name.startsWith("#") ? nameOf(id.removeLastSegment()) + name : name;
    }

    /** Returns the name, without parameters, of the method that a node stands for or is in; empty for a class. */
    static String methodOf(UniqueId id) {
        return id.getSegments().stream()
                .filter(segment -> segment.getValue().endsWith(")"))
                .map(segment ->
                        segment.getValue().substring(0, segment.getValue().indexOf('(')))
                .findFirst()
                .orElse("");
    }

    String toChild(UniqueId parentId) {
        return parentId.toString().substring(prefix.length());
    }

    UniqueId toParent(String childId) {
        return UniqueId.parse(prefix + childId);
    }
}
