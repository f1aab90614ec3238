package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the launcher is kept from build to build. */
final class CacheDirectories {

    private CacheDirectories() {}

    /**
     * Returns the directories to try in turn: only the explicit one if there is one, else the user's cache directory and,
     * for users who have no home to write to, one of their own among the temporary files.
     */
    static List<Path> inOrder(Optional<Path> explicit) {
        if (explicit.isPresent()) {
            return List.of(explicit.get().toAbsolutePath());
        }
        List<Path> directories = new ArrayList<>();
        String xdgCache = System.getenv("XDG_CACHE_HOME");
        String home = System.getProperty("user.home", "");
        if (xdgCache != null && xdgCache.startsWith("/")) {
            directories.add(Path.of(xdgCache, "junit-isolated"));
        } else if (home.startsWith("/")) {
            directories.add(Path.of(home, ".cache", "junit-isolated"));
        }
        privateTemporaryDirectory().ifPresent(directories::add);
        return directories;
    }

    /** In a shared directory anyone may have made the name first: it counts only if it is ours and closed to others. */
    private static Optional<Path> privateTemporaryDirectory() {
        Path directory = Path.of(
                System.getProperty("java.io.tmpdir"), "junit-isolated-" + System.getProperty("user.name", "user"));
        try {
            if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
            boolean closed = PosixFilePermissions.toString(permissions).equals("rwx------");
            boolean ours =
                    Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(Path.of("/proc/self")));
            return closed && ours ? Optional.of(directory) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
