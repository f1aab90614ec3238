package org.junitisolated;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A door out of the test's own network: a port at which the test listens can be reached on the host's loopback, at
 * {@code 127.0.0.1} and {@code ::1}. Needs {@link Isolated#net net}.
 *
 * <pre>{@code
 * @Isolated(net = true)
 * @PublishPort(8080)
 * @Test
 * void canBeSeenFromOutside(Isolation isolation) throws IOException {
 *     try (ServerSocket server = new ServerSocket(8080)) {
 *         System.out.println("see http://localhost:" + isolation.hostPort(8080));
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>Inside, connections come from the loopback address: to {@code 127.0.0.1}, or to {@code ::1} if nobody listens at the
 * former. Whoever connects before the test listens is turned away. All is carried by the launcher; no privilege is needed
 * but for host ports below 1024.
 *
 * <p><b>Which ones count.</b> From the test's own element upwards, to the one that bears {@link Isolated @Isolated}, the
 * first element with any {@code @PublishPort} counts, with all of them on it; those of several elements are not merged.
 * Can be a meta-annotation, and is inherited by subclasses that have none of their own.
 *
 * <p><b>Errors.</b> A test fails with an {@link IsolationException} before anything of it runs where a port is out of
 * range, or given twice; where the test has no network of its own, or is not isolated at all; or, below a class with
 * {@link Isolated.Scope#CLASS}, where the annotation is not on that class. A fixed host port that is taken fails the test,
 * too, whatever {@link Isolated#unavailable} says.
 *
 * <p><b>Limits.</b> The host's loopback only; other machines cannot reach the port. With {@code isolated.enabled=false} it
 * does nothing: the port is the host's anyway.
 *
 * @see Isolation#hostPort(int)
 * @see HostPort
 * @see <a href="https://man7.org/linux/man-pages/man7/network_namespaces.7.html">network_namespaces(7)</a>
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(PublishPorts.class)
@ExtendWith({DoorGuard.class, IsolationParameter.class})
public @interface PublishPort {

    /**
     * The port at which the test listens.
     *
     * @return 1 to 65535; each at most once per protocol
     */
    int value();

    /**
     * The port on the host. A fixed one can be had by one test at a time; {@link Isolation#hostPort(int)} tells which it
     * is if it is free to choose.
     *
     * @return 1 to 65535, or 0, the default, for one that is free
     */
    int hostPort() default 0;

    /**
     * What is carried.
     *
     * @return {@link Protocol#TCP} by default
     */
    Protocol protocol() default Protocol.TCP;
}
