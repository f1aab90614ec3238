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
 * <p><b>Doors</b> are annotations of their own: {@link Mount @Mount}, {@link PublishPort @PublishPort}, {@link
 * HostPort @HostPort}; {@link Limits @Limits} says how much of the machine a test may use.
 *
 * <p><b>Limits.</b> Linux only. Each attribute needs the machine's permission for that kind of namespace; where it is
 * refused, the test fails with an {@link IsolationException} that names the step, the error, the likely cause and what
 * to do, and nothing of the test has run; {@link #unavailable} can have it otherwise. A class template
 * ({@code @ParameterizedClass}) is isolated as a whole, in one child, by the annotation on its class; a single method in it
 * cannot be. Only Jupiter tests can be isolated.
 *
 * <p><b>Errors.</b> Attributes that are malformed or contradict each other fail the test with an
 * {@link IsolationException} before anything of it runs.
 *
 * <p>Configuration parameters: {@code isolated.enabled} (default {@code true}), {@code isolated.timeout} (default
 * {@code 10m}), {@code isolated.timeout.grace} (default {@code 5s}), {@code isolated.all} and {@code isolated.scope} for
 * tests without this annotation, {@code isolated.unavailable} (default {@code fail}), {@code isolated.jvm.args},
 * {@code isolated.debug}, {@code isolated.launcher}, {@code isolated.cache}; the guide describes them.
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
     * Whether the test has a view of the file system of its own. Private and empty are {@code /tmp}, {@code /var/tmp},
     * {@code /dev/shm}, the home directory ({@code $HOME} and the property {@code user.home}) and the directory of temporary
     * files ({@code java.io.tmpdir}), but for what the test needs and is below them, which stays visible: class path, JDK,
     * agents, working directory. The working directory can be written. All else is the host's, and read-only. {@link
     * Mount @Mount} opens more. See <a
     * href="https://man7.org/linux/man-pages/man7/mount_namespaces.7.html">mount_namespaces(7)</a>.
     *
     * <p>A directory that is the working directory itself is not made private. Files outside the working directory that
     * arguments of the JVM name (of an agent, a log, a heap dump) can be written, too.
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
     * Whether the test has a host name of its own, {@link #hostname}, which resolves to a loopback address. See <a
     * href="https://man7.org/linux/man-pages/man7/uts_namespaces.7.html">uts_namespaces(7)</a>.
     *
     * @return false by default
     */
    boolean uts() default false;

    /**
     * Whether the test sees itself as root, with every capability over its own namespaces and none over the host: to the
     * machine it is the user who runs the tests, also where that is root. Without this attribute a test has the user's own
     * id. See <a href="https://man7.org/linux/man-pages/man7/user_namespaces.7.html">user_namespaces(7)</a>.
     *
     * <p>An ordinary user has no other id inside: files of others belong to {@code nobody}. Where the build runs as root,
     * the test has all ids that the build has.
     *
     * @return false by default
     */
    boolean user() default false;

    /**
     * Whether the test sees itself at the root of its control groups, and none of others. {@link Limits @Limits} needs no
     * such namespace. See <a
     * href="https://man7.org/linux/man-pages/man7/cgroup_namespaces.7.html">cgroup_namespaces(7)</a>.
     *
     * @return false by default
     */
    boolean cgroup() default false;

    /**
     * Whether the test has a monotonic and a boot clock of its own, shifted by {@link #timeOffset}: {@code
     * System.nanoTime()} and {@code /proc/uptime} show them. The wall clock ({@code System.currentTimeMillis()}) is one for
     * the whole machine; Linux has no namespace for it. See <a
     * href="https://man7.org/linux/man-pages/man7/time_namespaces.7.html">time_namespaces(7)</a>.
     *
     * @return false by default
     */
    boolean time() default false;

    /**
     * The host name with {@link #uts}.
     *
     * @return 1 to 64 letters, digits, hyphens and dots, no part of it empty or beginning or ending with a hyphen; {@code
     *     isolated} where it is empty, the default
     */
    String hostname() default "";

    /**
     * How far monotonic and boot clock are ahead of the machine's with {@link #time}, or behind them with a {@code -} in
     * front: a whole number, not 0, and a unit out of ns, μs, ms, s, m, h, d; without a unit, seconds. A {@code +} may stand
     * in front, too. A clock cannot begin before 0: to go back by more than the machine has been up fails the test, whatever
     * {@link #unavailable} says.
     *
     * @return such as {@code "30d"} or {@code "-5m"}, 36500 days at most; not shifted by default
     */
    String timeOffset() default "";

    /**
     * Arguments for the child JVM, one element each, such as {@code "-Xmx1g"}. They come after those that the child takes
     * over from the parent and those of {@code isolated.jvm.args}, so that they win. Class path and main class cannot be
     * set.
     *
     * @return none by default
     */
    String[] jvmArgs() default {};

    /**
     * What becomes of the test where the machine refuses something that it asks for.
     *
     * @return {@link Unavailable#CONFIGURED} by default
     */
    Unavailable unavailable() default Unavailable.CONFIGURED;

    /**
     * How much runs in one child.
     *
     * @return {@link Scope#METHOD} by default
     */
    Scope scope() default Scope.METHOD;

    /**
     * Whether the child JVM is the test's own.
     *
     * @return {@link Jvm#OWN} by default
     */
    Jvm jvm() default Jvm.OWN;

    /** Whose the child JVM of a test is. */
    @API(status = EXPERIMENTAL, since = "0.1")
    enum Jvm {

        /** The test has a JVM for itself, which ends with it. */
        OWN,

        /**
         * All tests of the plan with this value, and the same other attributes, share one JVM; each runs on a thread of its
         * own, in fresh namespaces, which threads that it starts inherit. That takes milliseconds instead of a JVM.
         * What belongs to the JVM is shared: static fields, system properties, the heap, the process list, pools of threads
         * that an earlier test has made (the common pool and virtual threads are in the network of the test). When one test ends the JVM, those that run in it at that moment fail, too.
         *
         * <p>{@link #net}, {@link #uts}, {@link #ipc} and {@link #mount} can be had for threads. Linux has the others for
         * processes only: {@link #pid}, {@link #time}, {@link #user} and {@link #cgroup} are an error with it, and so are
         * {@link PublishPort}, {@link HostPort}, {@link Limits}, and {@link Mount}s other than binds.
         */
        SHARED
    }

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

    /**
     * What becomes of a test where the machine refuses a namespace or another step of its set-up, where the launcher cannot
     * be unpacked or executed, or where this is no Linux. Wrong use, such as a malformed attribute, is an error always; so
     * is a published port that is taken, an offset that no clock can have, what has run out for the moment, such as memory or
     * processes, and a launcher named by {@code isolated.launcher} that cannot be used.
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    enum Unavailable {

        /** As the configuration parameter {@code isolated.unavailable} says, which is {@link #FAIL} by default. */
        CONFIGURED,

        /** The test fails with an {@link IsolationException}: step, error, likely cause and what to do. */
        FAIL,

        /** The test is aborted, as by a failed assumption, with the same text as the reason. */
        SKIP,

        /**
         * The test runs with what there is. The namespaces that the refused step belongs to are left out, and what depends
         * on them (mounts, ports, host name, offset of the clocks); at worst it has a child JVM and nothing else. What is
         * missing and why is in a report entry {@code isolated.unavailable} of the test, and in one line at the end of the
         * run. {@link Isolation#namespaces} tells the test what it has.
         */
        DEGRADE
    }
}
