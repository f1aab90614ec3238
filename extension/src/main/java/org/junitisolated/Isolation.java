package org.junitisolated;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.junitisolated.internal.wire.PublishedPort;

/**
 * What a test is in. A test, constructor or lifecycle method of a class that bears {@link Isolated @Isolated}, or an
 * isolated method, may take it as a parameter.
 *
 * <pre>{@code
 * @Isolated(net = true, uts = true)
 * @Test
 * void knowsItsRoom(Isolation isolation) {
 *     assertEquals(Set.of(Namespace.NET, Namespace.UTS), isolation.namespaces());
 *     assertEquals("isolated", isolation.hostName());
 * }
 * }</pre>
 *
 * <p><b>Limits.</b> A test without the annotation that is isolated by {@code isolated.all} cannot take it, unless it bears
 * {@link PublishPort @PublishPort}: JUnit then knows of no extension that would supply it.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Isolation {

    /** The name of the UTS namespace that the reading thread is in, see proc_sys_kernel(5). */
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private final boolean isolated;
    private final Set<Namespace> namespaces;
    private final List<PublishedPort> ports;

    Isolation(boolean isolated, Set<Namespace> namespaces, List<PublishedPort> ports) {
        this.isolated = isolated;
        this.namespaces = Collections.unmodifiableSet(new TreeSet<>(namespaces));
        this.ports = List.copyOf(ports);
    }

    /**
     * Tells whether the test runs in a child JVM.
     *
     * @return false where isolation has been switched off with {@code isolated.enabled=false}
     */
    public boolean isIsolated() {
        return isolated;
    }

    /**
     * Returns the namespaces that are the test's own because it asked for them, without those that the machine refused
     * (see {@link Isolated.Unavailable#DEGRADE}). The launcher may enter more for its own purposes, a user namespace in
     * particular; these are not named.
     *
     * @return a set that cannot be modified; empty for a bare {@code @Isolated}, and for a test that is not isolated
     */
    public Set<Namespace> namespaces() {
        return namespaces;
    }

    /**
     * Returns the host name as the kernel tells it here: the test's own with {@link Isolated#uts}, else the machine's.
     *
     * @return the name, without a domain unless the machine's own name has one
     * @throws UncheckedIOException where there is no {@code /proc}, as on other systems than Linux, and the name cannot be
     *     resolved either
     */
    public String hostName() {
        try {
            return Files.exists(HOST_NAME)
                    ? Files.readString(HOST_NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell the host name", e);
        }
    }

    /**
     * Returns where the host reaches a TCP port of the test's: see {@link PublishPort @PublishPort}.
     *
     * @param port the port at which the test listens
     * @return the port of the host's loopback; the port itself where the test has no network of its own
     * @throws IllegalArgumentException where that port is not published
     */
    public int hostPort(int port) {
        return hostPort(port, Protocol.TCP);
    }

    /**
     * Returns where the host reaches a port of the test's: see {@link PublishPort @PublishPort}.
     *
     * @param port the port at which the test listens
     * @param protocol what is carried
     * @return the port of the host's loopback; the port itself where the test has no network of its own
     * @throws IllegalArgumentException where that port is not published
     */
    public int hostPort(int port, Protocol protocol) {
        if (!namespaces.contains(Namespace.NET)) {
            return port;
        }
        return ports.stream()
                .filter(published ->
                        published.port() == port && published.protocol().equals(protocol.name()))
                .mapToInt(PublishedPort::hostPort)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        protocol + " port " + port + " is not published; " + describePublished()));
    }

    private String describePublished() {
        return ports.isEmpty()
                ? "no port is. Put @PublishPort on the test or its class"
                : "these are: "
                        + ports.stream()
                                .map(published -> published.protocol() + " " + published.port())
                                .collect(Collectors.joining(", "));
    }

    /** Says whether and how the test is isolated, for messages. */
    @Override
    public String toString() {
        return isolated ? "isolated, with its own " + namespaces : "not isolated";
    }
}
