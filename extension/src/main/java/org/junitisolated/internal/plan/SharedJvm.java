package org.junitisolated.internal.plan;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junitisolated.Mount;
import org.junitisolated.Namespace;
import org.junitisolated.internal.launch.ChildLimits;
import org.junitisolated.internal.launch.ChildSpec;
import org.junitisolated.internal.launch.Misuse;

/** Refuses what cannot be had for the threads of a JVM, which is all that a test in a shared one has to itself. */
final class SharedJvm {

    private static final String SHARED = "@Isolated(jvm = SHARED)";

    /** Threads of one process share these: see unshare(2) and setns(2). */
    private static final Set<Namespace> OF_PROCESSES =
            EnumSet.of(Namespace.PID, Namespace.TIME, Namespace.USER, Namespace.CGROUP);

    private SharedJvm() {}

    static void requireOnlyWhatThreadsCanHave(ChildSpec spec) {
        if (!spec.shared()) {
            return;
        }
        Set<Namespace> refused = EnumSet.copyOf(OF_PROCESSES);
        refused.retainAll(spec.namespaces());
        if (!refused.isEmpty()) {
            throw refuse(refused.stream()
                    .map(namespace -> namespace.name().toLowerCase(Locale.ROOT) + " = true")
                    .collect(Collectors.joining(" and ")));
        } else if (!spec.doors().published().isEmpty()) {
            throw refuse("@PublishPort");
        } else if (!spec.doors().fromHost().isEmpty()) {
            throw refuse("@HostPort");
        } else if (spec.doors().mounts().stream().anyMatch(mount -> mount.type() != Mount.Type.BIND)) {
            throw refuse("a @Mount that is no bind mount");
        } else if (!spec.limits().equals(ChildLimits.NONE)) {
            throw refuse("@Limits");
        }
    }

    private static RuntimeException refuse(String what) {
        return Misuse.ofAttribute(
                SHARED,
                what + " cannot be had together with it: that belongs to a whole process, and the process is shared."
                        + " Leave it out, or use jvm = OWN, the default");
    }
}
