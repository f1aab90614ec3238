package org.junitisolated.internal.plan;

import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junitisolated.Isolated;

/** Tells which tests are isolated, and how. */
final class IsolatedTests {

    private static final Set<String> CONTAINERS = Set.of("class", "nested-class");

    private IsolatedTests() {}

    /**
     * Tells whether a descriptor is run as one unit: a test method with all its invocations, or a class template, whose
     * parts Jupiter only makes when it runs. All else contains units.
     */
    static boolean isUnit(TestDescriptor descriptor) {
        return !isClass(descriptor.getUniqueId());
    }

    /** Tells whether the id is that of a class whose tests are descriptors of their own. */
    static boolean isClass(UniqueId id) {
        return CONTAINERS.contains(id.getLastSegment().getType());
    }

    /** Tells whether a descriptor, or any below it, bears an annotation that asks for isolation. */
    static boolean isAnyDeclaredIn(TestDescriptor descriptor) {
        if (TestElements.find(Isolated.class, descriptor).isPresent()) {
            return true;
        }
        for (TestDescriptor child : descriptor.getChildren()) {
            if (isAnyDeclaredIn(child)) {
                return true;
            }
        }
        return false;
    }

    /** Returns what the annotation on the descriptor's own element asks for; empty if there is none. */
    static Optional<IsolationKind> declaredOn(TestDescriptor descriptor) {
        return TestElements.find(Isolated.class, descriptor).map(IsolationKind::of);
    }
}
