package org.junitisolated;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * The protocols that a port can be carried with, see {@link PublishPort @PublishPort} and {@link HostPort @HostPort}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">tcp(7)</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/udp.7.html">udp(7)</a>
 */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Protocol {

    /** Connections: what is sent, the end of either direction and a reset arrive on the other side. */
    TCP,

    /** Datagrams: each arrives whole or not at all, and answers find their way back to who asked. */
    UDP
}
