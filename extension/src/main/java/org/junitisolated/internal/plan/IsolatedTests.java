package org.junitisolated.internal.plan;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestDescriptor;
import org.junitisolated.Isolated;
import org.junitisolated.internal.launch.ChildSpec;
import org.junitisolated.internal.launch.Namespace;

/** Tells which tests are isolated, and in what kind of child. */
final class IsolatedTests {

    private static final Set<String> CONTAINERS = Set.of("class", "nested-class");

    private IsolatedTests() {}

    /**
     * Tells whether a descriptor is run as one unit: a test method with all its invocations, or a class template, whose
     * parts Jupiter only makes when it runs. All else contains units.
     */
    static boolean isUnit(TestDescriptor descriptor) {
        return !CONTAINERS.contains(descriptor.getUniqueId().getLastSegment().getType());
    }

    /** Returns the child that the nearest annotation asks for; empty for a plain test. */
    static Optional<ChildSpec> specOf(TestDescriptor unit) {
        return TestElements.findNearest(Isolated.class, unit).map(isolated -> new ChildSpec(namespacesOf(isolated)));
    }

    private static Set<Namespace> namespacesOf(Isolated isolated) {
        Set<Namespace> namespaces = EnumSet.noneOf(Namespace.class);
        addIf(isolated.net(), Namespace.NET, namespaces);
        addIf(isolated.pid(), Namespace.PID, namespaces);
        addIf(isolated.mount(), Namespace.MOUNT, namespaces);
        addIf(isolated.ipc(), Namespace.IPC, namespaces);
        addIf(isolated.uts(), Namespace.UTS, namespaces);
        return namespaces;
    }

    private static void addIf(boolean wanted, Namespace namespace, Set<Namespace> namespaces) {
        if (wanted) {
            namespaces.add(namespace);
        }
    }
}
