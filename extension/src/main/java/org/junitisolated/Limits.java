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
 * How much of the machine an isolated test may use, together with all processes that it starts. With any {@link
 * Isolated @Isolated}; no namespace is needed.
 *
 * <pre>{@code
 * @Isolated
 * @Limits(memory = "512M", cpus = 1, processes = 200)
 * @Test
 * void isContentWithLittle() {
 *     assertEquals(1, Runtime.getRuntime().availableProcessors());
 * }
 * }</pre>
 *
 * <p><b>How.</b> By a control group (cgroup v2) of the test's own, where the user who runs the tests has been given one to
 * divide, as systemd does with {@code Delegate=yes} and for {@code systemd-run --user --scope}. Where there is none, what
 * can be had otherwise: processors by affinity, processes by {@code RLIMIT_NPROC}, memory as the child's heap alone. What
 * holds then and what does not is in a report entry {@code isolated.limits} of the test, and in one line on standard error at
 * the end of the run.
 *
 * <p>With a limit of memory the child JVM gets a heap of three quarters of it, unless {@link Isolated#jvmArgs}, {@code
 * isolated.jvm.args} or the arguments of the parent say how large the heap may become. A test whose JVM is killed for
 * memory fails and says so; where only a process that it started was killed, a report entry {@code isolated.oom} does.
 *
 * <p><b>Which one counts.</b> The nearest: on the test's own element or above it, up to the one that bears {@link
 * Isolated @Isolated}. Attributes of several are not merged: one without attributes lifts the limits of the class for a method. Can
 * be a meta-annotation, and is inherited.
 *
 * <p><b>Errors.</b> A test fails with an {@link IsolationException} before anything of it runs where a value is malformed
 * or too small for a JVM; where the test is not isolated at all; or, below a class with {@link Isolated.Scope#CLASS}, where
 * the annotation is not on that class.
 *
 * <p><b>Limits.</b> With {@code isolated.enabled=false} it does nothing.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/cgroups.7.html">cgroups(7)</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/sched_setaffinity.2.html">sched_setaffinity(2)</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/getrlimit.2.html">getrlimit(2)</a>
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(DoorGuard.class)
public @interface Limits {

    /**
     * The memory that the test and all its processes may use together: a whole number of bytes, or of KiB, MiB, GiB or
     * TiB with {@code K}, {@code M}, {@code G} or {@code T} behind it, in capital or small letters. At least 64M, which is
     * little for a JVM.
     *
     * @return such as {@code "512M"}; by default no limit
     */
    String memory() default "";

    /**
     * The processors, counted together: with 1.5 all of them for 1.5 seconds in each second of time.
     *
     * @return 0.01 to 1000, or 0, the default, for no limit
     */
    double cpus() default 0;

    /**
     * The processes that the test may have at once. The kernel counts threads; a JVM begins with about twenty.
     *
     * @return at least 64, or 0, the default, for no limit
     */
    int processes() default 0;
}
