package org.junitisolated;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

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
 * <p><b>Limits.</b> A test without the annotation that is isolated by {@code isolated.all} cannot take it: JUnit then knows
 * of no extension that would supply it.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Isolation {

    /** The name of the UTS namespace that the reading thread is in, see proc_sys_kernel(5). */
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private final boolean isolated;
    private final Set<Namespace> namespaces;

    Isolation(boolean isolated, Set<Namespace> namespaces) {
        this.isolated = isolated;
        this.namespaces = Collections.unmodifiableSet(new TreeSet<>(namespaces));
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
     * Returns the namespaces that are the test's own because it asked for them. The launcher may enter more for its own
     * purposes, a user namespace in particular; these are not named.
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

    /** Says whether and how the test is isolated, for messages. */
    @Override
    public String toString() {
        return isolated ? "isolated, with its own " + namespaces : "not isolated";
    }
}
