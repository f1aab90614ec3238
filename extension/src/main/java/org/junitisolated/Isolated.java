package org.junitisolated;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test in a child JVM, inside fresh Linux namespaces. Each test method has a child of its own, unless
 * {@link #scope} says otherwise; the parent JVM (that of Maven, Gradle or the IDE) shows it as the
 * ordinary test it is.
 *
 * <pre>{@code
 * @Isolated(net = true, pid = true)
 * class ServerTest {
 *
 *     @Test
 *     void listensOnItsUsualPort() throws IOException {
 *         try (ServerSocket server = new ServerSocket(8080)) { // free, whatever else runs on this machine
 *             assertTrue(server.isBound());
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>On a class it holds for all its test methods and those of its {@code @Nested} classes, and subclasses inherit it.
 * It can be a meta-annotation. The nearest one counts as a whole: on the method, else on the class, its superclasses and
 * interfaces, else on the enclosing class; attributes of several are not merged.
 *
 * <p><b>What runs where.</b> Nothing of an isolated test runs in the parent: no static initialiser, no constructor, no
 * lifecycle method, no callback of another extension. {@code @BeforeAll} and {@code @AfterAll} run once in each child. A class that also has plain tests runs these in the parent, as always.
 *
 * <p><b>Without any attribute</b> the test has a JVM of its own, and shares everything else with the machine. A user
 * namespace is always entered where the machine allows it, and no-new-privileges is set: a test of an ordinary user holds
 * no capability at all. A test of root keeps root's rights over files and ids, but cannot change settings of the kernel,
 * mount, trace processes outside, or administer any network.
 *
 * <p><b>Limits.</b> Linux only. Each attribute needs the machine's permission for that kind of namespace; where it is
 * refused, the test fails with an {@link IsolationException} that names the step, the error, the likely cause and what
 * to do, and nothing of the test has run. A class template ({@code @ParameterizedClass}) is isolated as a whole, in one
 * child, by the annotation on its class; a single method in it cannot be. Only Jupiter tests can be isolated.
 *
 * <p>Configuration parameters: {@code isolated.enabled} (default {@code true}), {@code isolated.timeout} (default
 * {@code 10m}), {@code isolated.timeout.grace} (default {@code 5s}), {@code isolated.all} and {@code isolated.scope} for
 * tests without this annotation, {@code isolated.debug}, {@code isolated.launcher}, {@code isolated.cache}; the guide
 * describes them.
 *
 * @see Hermetic
 * @see Isolation
 * @see <a href="https://man7.org/linux/man-pages/man7/namespaces.7.html">namespaces(7)</a>
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith({IsolationGuard.class, IsolationParameter.class})
public @interface Isolated {

    /**
     * Whether the test has a network of its own: the loopback interface alone, up for IPv4 and IPv6, with every port
     * free, ports below 1024 included, and no way out: connecting anywhere else fails at once with "Network is
     * unreachable". {@code /sys} shows that network, and the host name resolves to the loopback address, from files. See
     * <a href="https://man7.org/linux/man-pages/man7/network_namespaces.7.html">network_namespaces(7)</a>.
     *
     * <p>Unix domain sockets that have a path belong to the file system and are not isolated by this.
     *
     * @return false by default
     */
    boolean net() default false;

    /**
     * Whether the test sees only its own processes, in a {@code /proc} of its own. The JVM is not process 1. See <a
     * href="https://man7.org/linux/man-pages/man7/pid_namespaces.7.html">pid_namespaces(7)</a>.
     *
     * <p>Processes that a test leaves behind are killed when it ends, with this attribute or without.
     *
     * @return false by default
     */
    boolean pid() default false;

    /**
     * Whether the test has private directories {@code /tmp}, {@code /var/tmp} and {@code /dev/shm}, empty but for what it
     * needs and is below them, which stays visible: class path, JDK, agents, working directory. The rest of the file system is
     * the host's, writable as ever. See <a
     * href="https://man7.org/linux/man-pages/man7/mount_namespaces.7.html">mount_namespaces(7)</a>.
     *
     * @return false by default
     */
    boolean mount() default false;

    /**
     * Whether the test has System V shared memory, semaphores and message queues, and POSIX message queues, of its own.
     * POSIX shared memory lives in {@code /dev/shm}, which {@link #mount} makes private. See <a
     * href="https://man7.org/linux/man-pages/man7/ipc_namespaces.7.html">ipc_namespaces(7)</a>.
     *
     * @return false by default
     */
    boolean ipc() default false;

    /**
     * Whether the test has a host name of its own, {@code isolated}, which resolves to a loopback address. See <a
     * href="https://man7.org/linux/man-pages/man7/uts_namespaces.7.html">uts_namespaces(7)</a>.
     *
     * @return false by default
     */
    boolean uts() default false;

    /**
     * How much runs in one child.
     *
     * @return {@link Scope#METHOD} by default
     */
    Scope scope() default Scope.METHOD;

    /** How much runs in one child. */
    @API(status = EXPERIMENTAL, since = "0.1")
    enum Scope {

        /**
         * Each invocation of a parameterized or repeated test, or of another test template, has a child of its own. To
         * learn how many there are, one child more than that is started. All else is as with {@link #METHOD}.
         */
        INVOCATION,

        /** Each test method has a child of its own, which all its invocations share. */
        METHOD,

        /**
         * All tests of the class that bears the annotation, its {@code @Nested} classes included, share one child, in
         * which {@code @BeforeAll} and {@code @AfterAll} run once. They run one after the other, whatever JUnit's parallel
         * execution is set to. A method or nested class with an annotation of its own goes its own way. Only for classes:
         * on a method it is an error.
         */
        CLASS
    }
}
