package org.junitisolated;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * {@link Isolated @Isolated} with all that an ordinary test can do without: network, processes, temporary files, IPC and
 * host name are the test's own.
 *
 * <pre>{@code
 * @Hermetic
 * @Test
 * void needsNothingOfTheMachine() {
 *     assertEquals("isolated", InetAddress.getLocalHost().getHostName());
 * }
 * }</pre>
 *
 * <p>Everything that {@link Isolated} says of inheritance, limits and errors holds here too.
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Isolated(net = true, pid = true, mount = true, ipc = true, uts = true)
public @interface Hermetic {}
