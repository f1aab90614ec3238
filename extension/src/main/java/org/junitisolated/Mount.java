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
 * A door in the test's own view of the file system: shows something of the host's at another place or behind a private
 * directory, opens a part of it for writing, or puts an empty or a copied directory there. Needs {@link Isolated#mount
 * mount}.
 *
 * <pre>{@code
 * @Isolated(mount = true)
 * @Mount(target = "~/.m2")                                           // below the hidden home directory, read-only
 * @Mount(target = "/var/lib/app", type = Mount.Type.OVERLAY)         // may be written, nothing reaches the host
 * @Mount(target = "/srv/data", source = "src/test/data")             // another place
 * @Mount(target = "/var/cache", type = Mount.Type.TMPFS, size = "64M")
 * @Test
 * void findsWhatItExpects() {
 *     assertTrue(Files.exists(Path.of("/srv/data/customers.csv")));
 * }
 * }</pre>
 *
 * <p><b>Paths.</b> {@code ~/} at the beginning stands for the home directory (the property {@code user.home}); other
 * paths that do not begin with {@code /} begin at the working directory. Links are followed. What the child itself needs,
 * and what a mount hides (class path, JDK, agents), is shown again below it. A mount at the working directory or above it
 * decides what the working directory is.
 *
 * <p><b>Which ones count.</b> From the test's own element upwards, to the one that bears {@link Isolated @Isolated}, the
 * first element with any {@code @Mount} counts, with all of them on it, in their order; those of several elements are not
 * merged. Can be a meta-annotation, and is inherited by subclasses that have none of their own.
 *
 * <p><b>Errors.</b> A test fails with an {@link IsolationException} before anything of it runs where a source does not
 * exist; where a target does not exist and is not below a private directory, a tmpfs or an overlay, where it is made; where
 * a file is to cover a directory or the other way round; where two mounts have the same target, or a later one hides an
 * earlier one; where an attribute does not belong to the type; where a mount hides what the child needs for good, as
 * a tmpfs or another directory at {@code /proc}, {@code /sys}, {@code /dev}, {@code /etc}, {@code /usr}, {@code /lib}, {@code
 * /lib64}, {@code /bin} or {@code /sbin} does; where the test has no {@code mount = true}, or is not isolated at all; or,
 * below a class with {@link Isolated.Scope#CLASS}, where the annotation is not on that class.
 *
 * <p><b>Limits.</b> The target cannot be {@code /}. What is written to a tmpfs or an overlay takes memory and is gone when
 * the test ends; an overlay needs Linux 5.11 or later. With {@code isolated.enabled=false} it does nothing.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/mount.8.html">mount(8)</a>
 * @see <a href="https://man7.org/linux/man-pages/man5/tmpfs.5.html">tmpfs(5)</a>
 * @see <a href="https://docs.kernel.org/filesystems/overlayfs.html">Overlay Filesystem</a>
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(Mounts.class)
@ExtendWith(DoorGuard.class)
public @interface Mount {

    /**
     * Where the test finds it.
     *
     * @return a path; each at most once
     */
    String target();

    /**
     * What of the host's is shown there: for {@link Type#BIND} a file or directory, for {@link Type#OVERLAY} the directory
     * to begin with. Not for {@link Type#TMPFS}.
     *
     * @return a path that exists; the target itself by default
     */
    String source() default "";

    /**
     * What is mounted.
     *
     * @return {@link Type#BIND} by default
     */
    Type type() default Type.BIND;

    /**
     * Whether the test may write to what a {@link Type#BIND} shows; what it writes is then on the host. Not for the other
     * types, which can be written and leave the host alone. For root it opens nothing of {@code /proc}, {@code /sys} or of
     * the disks in {@code /dev}.
     *
     * @return false by default
     */
    boolean writable() default false;

    /**
     * How much a {@link Type#TMPFS} may hold: a positive whole number of bytes, or of KiB, MiB, GiB or TiB with
     * {@code K}, {@code M}, {@code G} or {@code T} behind it, in capital or small letters. Not for the other types.
     *
     * @return such as {@code "64M"}; by default half of the machine's memory, see tmpfs(5)
     */
    String size() default "";

    /** What can be mounted. */
    @API(status = EXPERIMENTAL, since = "0.1")
    enum Type {

        /** A file or directory of the host's, with what is mounted below it. */
        BIND,

        /** An empty directory, in memory. */
        TMPFS,

        /**
         * A directory of the host's; what the test writes stays in memory and does not reach the host. The permissions of
         * the files count inside, too; only the top directory belongs to the test, so that an ordinary user can make new
         * files there and cannot change what others own.
         */
        OVERLAY
    }
}
