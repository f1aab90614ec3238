package org.junitisolated.internal.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junitisolated.IsolationException;

/**
 * Whether the mounts of a test have a place, and leave one for what the child needs.
 *
 * @param kept what comes back to sight, or is opened for writing
 */
record MountPlaces(Covers covers, Set<Path> kept) {

    /** Without one of these the JVM, or the libraries that it loads, cannot start. */
    private static final Set<Path> NEEDED_BY_ALL = Stream.of(
                    "/dev", "/etc", "/usr", "/bin", "/sbin", "/lib", "/lib64", "/usr/bin", "/usr/lib", "/usr/lib64")
            .map(Path::of)
            .collect(Collectors.toSet());

    private static final Set<Path> KERNELS_OWN = Set.of(Path.of("/proc"), Path.of("/sys"));

    /**
     * A mount above the working directory decides what it is, but it must be there.
     *
     * @throws IsolationException where it is not
     */
    void requireDirectory(Path workingDirectory) {
        Optional<Cover> mount = covers.lowestMountAt(workingDirectory).filter(cover -> cover.isAbove(workingDirectory));
        if (mount.isPresent() && !isThere(workingDirectory, mount.get())) {
            throw Misuse.ofMount(
                    mount.get(),
                    "it hides the working directory " + workingDirectory
                            + ", where the child starts, and has none of that"
                            + " name. Choose a target that is not above it");
        }
    }

    private boolean isThere(Path directory, Cover mount) {
        boolean made = mount.takesNewFiles() && kept.stream().anyMatch(path -> path.startsWith(directory));
        return made || sameKind(directory, mount.shownAt(directory));
    }

    /**
     * What a mount hides and the child needs must have a place there.
     *
     * @throws IsolationException where it has none
     */
    static void requireWayBack(Path path, Cover mount) {
        boolean possible = mount.isAbove(path) && (mount.takesNewFiles() || sameKind(path, mount.shownAt(path)));
        if (!possible && Files.exists(path)) {
            throw Misuse.ofMount(
                    mount,
                    "it hides " + path
                            + ", which the child needs, so that this cannot be brought back. Choose a target that"
                            + " is not at or above it" + (mount.isAbove(path) ? ", or a tmpfs or overlay" : ""));
        }
    }

    private static boolean sameKind(Path path, @Nullable Path other) {
        return other != null && Files.exists(other) && Files.isDirectory(other) == Files.isDirectory(path);
    }

    /**
     * A target must be there, and of the right kind, unless it is made.
     *
     * @throws IsolationException where it is not
     */
    void requireTarget(MountDoor mount) {
        Path target = mount.target();
        if (mount.hidesTarget() && isNeededByAll(target)) {
            throw Misuse.ofMount(
                    mount.annotation(),
                    "it hides " + target
                            + ", which every program needs. Choose a target below it, or an overlay of it");
        }
        Optional<Cover> cover = covers.lowestAbove(target);
        boolean back = cover.isPresent() && comesBackAround(target, cover.get());
        boolean asOnHost = cover.isEmpty() || !cover.get().hides() || back;
        Path seen = asOnHost ? target : cover.get().shownAt(target);
        if (seen != null && Files.exists(seen)) {
            requireKind(mount, Files.isDirectory(seen));
        } else if (cover.isEmpty() || !cover.get().takesNewFiles() || back) {
            throw Misuse.ofMount(
                    mount.annotation(),
                    "there is no " + target
                            + " to mount it at. Make it, or choose a target below a private directory, a"
                            + " tmpfs or an overlay, where it is made");
        }
    }

    private static boolean isNeededByAll(Path target) {
        return NEEDED_BY_ALL.contains(target) || KERNELS_OWN.stream().anyMatch(target::startsWith);
    }

    private boolean comesBackAround(Path target, Cover cover) {
        return kept.stream().anyMatch(path -> target.startsWith(path) && cover.isAbove(path));
    }

    private static void requireKind(MountDoor mount, boolean targetIsDirectory) {
        boolean directoryMounted = mount.isTmpfs() || Files.isDirectory(mount.source());
        if (directoryMounted && !targetIsDirectory) {
            throw Misuse.ofMount(
                    mount.annotation(), "the target is a file, and a directory cannot be mounted on a file");
        } else if (!directoryMounted && targetIsDirectory) {
            throw Misuse.ofMount(
                    mount.annotation(), "the source is a file, and a file cannot be mounted on a directory");
        }
    }
}
