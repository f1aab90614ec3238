package org.junitisolated.internal.plan;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junitisolated.Isolated;
import org.junitisolated.Namespace;
import org.junitisolated.internal.launch.ChildSpec;

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

    /** Returns what the annotation on the descriptor's own element asks for; empty if there is none. */
    static Optional<IsolationKind> declaredOn(TestDescriptor descriptor) {
        return TestElements.find(Isolated.class, descriptor)
                .map(isolated -> new IsolationKind(new ChildSpec(namespacesOf(isolated)), isolated.scope()));
    }

    static Set<Namespace> namespacesOf(Isolated isolated) {
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
