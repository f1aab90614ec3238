package org.junitisolated.internal.launch;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junitisolated.Mount;
import org.junitisolated.Namespace;
import org.junitisolated.internal.wire.PublishedPort;

/**
 * All that shapes a child, whatever it will run. Equal specifications ask for interchangeable children.
 *
 * @param namespaces the fresh namespaces that the child lives in
 * @param hostname its host name in a UTS namespace; empty for the launcher's own choice
 * @param timeOffset how far its monotonic and boot clocks are shifted in a time namespace
 * @param doors what leads out of the namespaces
 * @param limits how much of the machine it may use
 * @param jvmArguments arguments for its JVM, besides those that it inherits
 * @param shared whether it serves all runs that ask for such a child, each in namespaces of its own
 */
public record ChildSpec(
        Set<Namespace> namespaces,
        String hostname,
        Duration timeOffset,
        Doors doors,
        ChildLimits limits,
        List<String> jvmArguments,
        boolean shared) {

    public ChildSpec {
        namespaces = Set.copyOf(namespaces);
        jvmArguments = List.copyOf(jvmArguments);
    }

    /** Asks for these namespaces, and for nothing else. */
    public static ChildSpec of(Set<Namespace> namespaces) {
        return new ChildSpec(namespaces, "", Duration.ZERO, Doors.NONE, ChildLimits.NONE, List.of(), false);
    }

    /**
     * Tells whether such a child may be started before its run without anybody noticing. A fixed port of the host is the
     * test's only while it runs; what is below an overlay must not change while it is mounted (Linux,
     * Documentation/filesystems/overlayfs.rst), and another test may well change it.
     */
    boolean mayWait() {
        return !shared
                && doors.published().stream().allMatch(port -> port.hostPort() == 0)
                && doors.mounts().stream().noneMatch(mount -> mount.type() == Mount.Type.OVERLAY);
    }

    /** Tells whether all that such a child starts ends with it, whatever happens: the kernel sees to that. */
    public boolean hasOwnProcesses() {
        return has(Namespace.PID);
    }

    /** Returns the directories for temporary files that such a child has for itself, empty at its start. */
    public List<String> ownTemporaryDirectories() {
        return has(Namespace.MOUNT)
                ? Covers.of(PrivateDirectories.forTemporaryFiles(), doors.mounts()).inOrder().stream()
                        .filter(Cover::isPrivateDirectory)
                        .map(cover -> cover.path().toString())
                        .toList()
                : List.of();
    }

    /** Tells whether threads of the child enter namespaces. */
    boolean hasThreadNamespaces() {
        return shared && !namespaces.isEmpty();
    }

    boolean has(Namespace namespace) {
        return namespaces.contains(namespace);
    }

    /** Tells whether a port is one that the host is to reach. */
    public boolean publishes(PublishedPort port) {
        return doors.published().stream()
                .anyMatch(door ->
                        door.port() == port.port() && door.protocol().name().equals(port.protocol()));
    }

    /** Asks for less: without these namespaces, and without what depends on them. */
    public ChildSpec without(Set<Namespace> dropped) {
        Set<Namespace> left = EnumSet.noneOf(Namespace.class);
        left.addAll(namespaces);
        left.removeAll(dropped);
        return new ChildSpec(
                left,
                left.contains(Namespace.UTS) ? hostname : "",
                left.contains(Namespace.TIME) ? timeOffset : Duration.ZERO,
                doors.within(left),
                limits,
                jvmArguments,
                shared);
    }

    /** Asks for less: with the memory of its heap as the only limit, which takes no one's permission. */
    public ChildSpec withoutLimits() {
        return new ChildSpec(namespaces, hostname, timeOffset, doors, limits.withHeapOnly(), jvmArguments, shared);
    }

    /** Returns the names of the system properties that the arguments set. */
    Set<String> propertiesInArguments() {
        return jvmArguments.stream()
                .filter(argument -> argument.startsWith("-D"))
                .map(argument -> argument.substring(2).split("=", 2)[0])
                .collect(Collectors.toSet());
    }
}
