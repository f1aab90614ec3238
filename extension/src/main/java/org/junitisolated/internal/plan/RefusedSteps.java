package org.junitisolated.internal.plan;

import static java.util.Map.entry;
import static org.junitisolated.Namespace.CGROUP;
import static org.junitisolated.Namespace.IPC;
import static org.junitisolated.Namespace.MOUNT;
import static org.junitisolated.Namespace.NET;
import static org.junitisolated.Namespace.PID;
import static org.junitisolated.Namespace.TIME;
import static org.junitisolated.Namespace.USER;
import static org.junitisolated.Namespace.UTS;

import java.util.Map;
import java.util.Set;
import org.junitisolated.Namespace;

/** Which namespaces cannot be had where a step of the launcher's set-up is refused. */
final class RefusedSteps {

    private static final Map<String, Set<Namespace>> NAMESPACES = Map.ofEntries(
            entry("user-namespace", Set.of(USER)),
            entry("id-map", Set.of(USER)),
            entry("inner-user-namespace", Set.of(USER)),
            entry("inner-id-map", Set.of(USER)),
            entry("pid-namespace", Set.of(PID)),
            entry("mount-proc", Set.of(PID)),
            // Each of these has mounts of its own: /proc, /sys, /etc/hosts.
            entry("mount-namespace", Set.of(MOUNT, PID, NET, UTS, USER, CGROUP)),
            entry("devices", Set.of(MOUNT, USER)),
            entry("mount-bind", Set.of(MOUNT)),
            entry("mount-overlay", Set.of(MOUNT)),
            entry("tmpfs", Set.of(MOUNT)),
            entry("keep", Set.of(MOUNT)),
            entry("read-only", Set.of(MOUNT)),
            entry("net-namespace", Set.of(NET)),
            entry("loopback", Set.of(NET)),
            entry("low-ports", Set.of(NET)),
            entry("mount-sys", Set.of(NET)),
            entry("publish", Set.of(NET)),
            entry("host-port", Set.of(NET)),
            entry("hosts", Set.of(NET, UTS)),
            entry("ipc-namespace", Set.of(IPC)),
            entry("uts-namespace", Set.of(UTS)),
            entry("hostname", Set.of(UTS)),
            entry("cgroup-namespace", Set.of(CGROUP)),
            entry("time-namespace", Set.of(TIME)),
            entry("time-offset", Set.of(TIME)));

    private RefusedSteps() {}

    /** Returns the namespaces that the step belongs to; none for a step that is part of every set-up. */
    static Set<Namespace> namespacesOf(String step) {
        return NAMESPACES.getOrDefault(step, Set.of());
    }
}
