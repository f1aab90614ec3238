package org.junitisolated.internal.launch;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junitisolated.Mount;

/**
 * A mount of the test's own. Paths are absolute, and without links as far as they exist.
 *
 * @param type what is mounted
 * @param target where
 * @param source what is shown there; the target itself for a tmpfs, which shows nothing
 * @param writable whether a bind may be written
 * @param size how many bytes a tmpfs may hold, if it is limited
 * @param annotation how the test asks for it, for messages
 */
public record MountDoor(
        Mount.Type type, Path target, Path source, boolean writable, OptionalLong size, String annotation) {

    boolean isTmpfs() {
        return type == Mount.Type.TMPFS;
    }

    /** Tells whether the host's own content of the target is out of sight. */
    boolean hidesTarget() {
        return isTmpfs() || !source.equals(target);
    }

    /** Tells whether what is missing below the target can be made there without touching the host. */
    boolean takesNewFiles() {
        return type != Mount.Type.BIND;
    }
}
