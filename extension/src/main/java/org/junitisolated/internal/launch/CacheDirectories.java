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

    private static final Set<PosixFilePermission> ONLY_OURS = PosixFilePermissions.fromString("rwx------");

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
        directories.add(privateTemporaryDirectory());
        return directories;
    }

    private static Path privateTemporaryDirectory() {
        return Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "junit-isolated-" + System.getProperty("user.name", "user"))
                .toAbsolutePath();
    }

    /**
     * Makes a cache directory, unless it is there.
     *
     * @throws IOException also where the directory among the temporary files is not ours and closed to others: anyone may
     *     have made that name first
     */
    static void prepare(Path directory) throws IOException {
        if (!directory.equals(privateTemporaryDirectory())) {
            Files.createDirectories(directory);
            return;
        }
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(ONLY_OURS));
        }
        boolean closed = Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS)
                .equals(ONLY_OURS);
        boolean ours = OwnFiles.isOurs(directory);
        if (!closed || !ours) {
            throw new IOException("it belongs to another user, or is open to others");
        }
    }
}
