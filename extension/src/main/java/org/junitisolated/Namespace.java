package org.junitisolated;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * The kinds of namespace that a test can ask for by the attributes of {@link Isolated @Isolated}. See <a
 * href="https://man7.org/linux/man-pages/man7/namespaces.7.html">namespaces(7)</a>.
 *
 * @see Isolation#namespaces()
 */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Namespace {

    /** A network of its own: {@link Isolated#net}. */
    NET,

    /** Processes of its own: {@link Isolated#pid}. */
    PID,

    /** Private directories for temporary files: {@link Isolated#mount}. */
    MOUNT,

    /** System V IPC and POSIX message queues of its own: {@link Isolated#ipc}. */
    IPC,

    /** A host name of its own: {@link Isolated#uts}. */
    UTS
}
