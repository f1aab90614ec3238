package org.junitisolated.internal.launch;

import java.util.List;
import java.util.Set;
import org.junitisolated.Namespace;
import org.junitisolated.Protocol;

/**
 * What leads out of a child's namespaces.
 *
 * @param mounts in the order in which they are made
 * @param published ports of the child that the host reaches
 * @param fromHost ports of the host that the child reaches
 */
public record Doors(List<MountDoor> mounts, List<PublishDoor> published, List<HostDoor> fromHost) {

    /** No door at all. */
    public static final Doors NONE = new Doors(List.of(), List.of(), List.of());

    public Doors {
        mounts = List.copyOf(mounts);
        published = List.copyOf(published);
        fromHost = List.copyOf(fromHost);
    }

    /** Leaves out those that are in the wall of a namespace which is not there. */
    Doors within(Set<Namespace> namespaces) {
        boolean net = namespaces.contains(Namespace.NET);
        return new Doors(
                namespaces.contains(Namespace.MOUNT) ? mounts : List.of(),
                net ? published : List.of(),
                net ? fromHost : List.of());
    }

    /**
     * A port of the child that the host reaches.
     *
     * @param port the port inside
     * @param hostPort the port on the host, 0 for one that is free
     */
    public record PublishDoor(Protocol protocol, int port, int hostPort) {}

    /**
     * A port of the host that the child reaches.
     *
     * @param port the port inside
     * @param hostPort the port on the host
     */
    public record HostDoor(Protocol protocol, int port, int hostPort) {}
}
