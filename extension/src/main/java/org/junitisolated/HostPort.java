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
 * A door into the test's own network: a service on the host's loopback can be reached inside, at {@code 127.0.0.1} and
 * {@code ::1}. Needs {@link Isolated#net net}.
 *
 * <pre>{@code
 * @Isolated(net = true)
 * @HostPort(5432)
 * @Test
 * void usesTheDatabaseOfThisMachine() throws SQLException {
 *     try (Connection connection = DriverManager.getConnection("jdbc:postgresql://localhost/test")) {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>Any number of tests may use the same service at the same time. All else stays unreachable. A service need not be
 * there when the test starts; while it is not, connections are reset.
 *
 * <p><b>Which ones count.</b> From the test's own element upwards, to the one that bears {@link Isolated @Isolated}, the
 * first element with any {@code @HostPort} counts, with all of them on it; those of several elements are not merged. Can
 * be a meta-annotation, and is inherited by subclasses that have none of their own.
 *
 * <p><b>Errors.</b> A test fails with an {@link IsolationException} before anything of it runs where a port is out of
 * range; where two doors want the same port inside; where the test has no network of its own, or is not isolated at all;
 * or, below a class with {@link Isolated.Scope#CLASS}, where the annotation is not on that class.
 *
 * <p><b>Limits.</b> The host's loopback only: the service sees connections of the user who runs the tests, from a loopback
 * address. With {@code isolated.enabled=false} it does nothing: {@link #value} can be reached anyway, {@link #port}
 * cannot.
 *
 * @see PublishPort
 * @see <a href="https://man7.org/linux/man-pages/man7/network_namespaces.7.html">network_namespaces(7)</a>
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(HostPorts.class)
@ExtendWith(DoorGuard.class)
public @interface HostPort {

    /**
     * The port of the service on the host.
     *
     * @return 1 to 65535
     */
    int value();

    /**
     * The port inside, at which the test finds the service.
     *
     * @return 1 to 65535, or 0, the default, for the same number as on the host
     */
    int port() default 0;

    /**
     * What is carried.
     *
     * @return {@link Protocol#TCP} by default
     */
    Protocol protocol() default Protocol.TCP;
}
