package org.junitisolated.internal.launch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A place of the file system where the child sees something else than the host: a private directory, or a mount of the
 * test's own.
 *
 * @param mount null for a private directory
 */
record Cover(Path path, @Nullable MountDoor mount) {

    boolean isPrivateDirectory() {
        return mount == null;
    }

    /** Tells whether the host's own content is out of sight. */
    boolean hides() {
        return mount == null || mount.hidesTarget();
    }

    /** Tells whether what is missing below can be made there without touching the host. */
    boolean takesNewFiles() {
        return mount == null || mount.takesNewFiles();
    }

    boolean isAbove(Path other) {
        return other.startsWith(path) && !other.equals(path);
    }

    /** Returns what of the host's is seen at a path below; null where nothing is. */
    @Nullable
    Path shownAt(Path below) {
        return mount == null || mount.isTmpfs() ? null : mount.source().resolve(path.relativize(below));
    }
}
