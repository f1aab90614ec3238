package org.junitisolated.internal.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junitisolated.Isolated;
import org.junitisolated.Isolated.Jvm;
import org.junitisolated.Isolated.Scope;
import org.junitisolated.Isolated.Unavailable;
import org.junitisolated.Namespace;

/**
 * How tests are to be isolated, as an annotation or a parameter says; attributes that may be malformed are as they are.
 *
 * @param namespaces the namespaces that they run in
 * @param scope how much runs in one child
 * @param jvm whose the child's JVM is
 * @param unavailable what becomes of them where the machine refuses something
 */
record IsolationKind(
        Set<Namespace> namespaces,
        Scope scope,
        Jvm jvm,
        Unavailable unavailable,
        String hostname,
        String timeOffset,
        List<String> jvmArguments) {

    static IsolationKind of(Isolated isolated) {
        return new IsolationKind(
                namespacesOf(isolated),
                isolated.scope(),
                isolated.jvm(),
                isolated.unavailable(),
                isolated.hostname(),
                isolated.timeOffset(),
                List.of(isolated.jvmArgs()));
    }

    /** The kind of tests that bear no annotation. */
    static IsolationKind of(Set<Namespace> namespaces, Scope scope, Jvm jvm) {
        return new IsolationKind(namespaces, scope, jvm, Unavailable.CONFIGURED, "", "", List.of());
    }

    static Set<Namespace> namespacesOf(Isolated isolated) {
        Set<Namespace> namespaces = EnumSet.noneOf(Namespace.class);
        addIf(isolated.net(), Namespace.NET, namespaces);
        addIf(isolated.pid(), Namespace.PID, namespaces);
        addIf(isolated.mount(), Namespace.MOUNT, namespaces);
        addIf(isolated.ipc(), Namespace.IPC, namespaces);
        addIf(isolated.uts(), Namespace.UTS, namespaces);
        addIf(isolated.user(), Namespace.USER, namespaces);
        addIf(isolated.cgroup(), Namespace.CGROUP, namespaces);
        addIf(isolated.time(), Namespace.TIME, namespaces);
        return namespaces;
    }

    private static void addIf(boolean wanted, Namespace namespace, Set<Namespace> namespaces) {
        if (wanted) {
            namespaces.add(namespace);
        }
    }

    boolean has(Namespace namespace) {
        return namespaces.contains(namespace);
    }
}
