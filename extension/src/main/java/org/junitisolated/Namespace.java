package org.junitisolated;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * The kinds of namespace that a test can ask for by the attributes of {@link Isolated @Isolated}: all that Linux has. See
 * <a href="https://man7.org/linux/man-pages/man7/namespaces.7.html">namespaces(7)</a>.
 *
 * @see Isolation#namespaces()
 */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Namespace {

    /** A network of its own: {@link Isolated#net}. */
    NET,

    /** Processes of its own: {@link Isolated#pid}. */
    PID,

    /** A view of the file system of its own, with private directories: {@link Isolated#mount}. */
    MOUNT,

    /** System V IPC and POSIX message queues of its own: {@link Isolated#ipc}. */
    IPC,

    /** A host name of its own: {@link Isolated#uts}. */
    UTS,

    /** Root inside, nothing outside: {@link Isolated#user}. */
    USER,

    /** The root of its own control groups: {@link Isolated#cgroup}. */
    CGROUP,

    /** Monotonic and boot clock of its own: {@link Isolated#time}. */
    TIME
}
