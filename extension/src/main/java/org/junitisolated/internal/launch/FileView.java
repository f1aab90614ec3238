package org.junitisolated.internal.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junitisolated.IsolationException;

/**
 * What a child with a mount namespace sees of the file system: all read-only; private directories; the test's own mounts;
 * and, brought back to sight or opened for writing, what it cannot do without.
 */
final class FileView {

    private final HostPaths host;
    private final List<MountDoor> mounts;
    private final List<Cover> covers;
    private final Set<Path> writable = new LinkedHashSet<>();

    private FileView(HostPaths host, List<MountDoor> mounts) {
        this.host = host;
        this.mounts = mounts;
        this.covers = covers(host.privateDirectories(), mounts);
        addWritable();
    }

    /**
     * Returns the launcher's arguments.
     *
     * @throws IsolationException where a mount has no place, or hides for good what the child needs
     */
    static List<String> arguments(HostPaths host, List<MountDoor> mounts) {
        FileView view = new FileView(host, mounts);
        view.requireWorkingDirectory();
        mounts.forEach(view::requireRightPlace);
        List<String> arguments = new ArrayList<>(List.of("--read-only"));
        view.keep(Optional.empty(), arguments);
        for (Cover cover : view.covers) {
            arguments.addAll(argumentsOf(cover));
            view.keep(Optional.of(cover), arguments);
        }
        return arguments;
    }

    /** The launcher does one after the other: what a cover hides comes back before the next one may be put into it. */
    private void keep(Optional<Cover> cover, List<String> arguments) {
        readOnly().stream()
                .filter(path -> lowestAbove(path).equals(cover))
                .forEach(path -> arguments.addAll(List.of("--keep", path.toString())));
        writable.stream()
                .filter(path -> lowestAbove(path).equals(cover))
                .forEach(path -> arguments.addAll(List.of("--keep-writable", path.toString())));
    }

    /** A private directory below a mount of the test's own, or at the same place, is what that mount makes of it. */
    private static List<Cover> covers(List<Path> privateDirectories, List<MountDoor> mounts) {
        return Stream.concat(
                        privateDirectories.stream()
                                .filter(directory ->
                                        mounts.stream().noneMatch(mount -> directory.startsWith(mount.target())))
                                .map(directory -> new Cover(directory, null)),
                        mounts.stream().map(mount -> new Cover(mount.target(), mount)))
                .toList();
    }

    private static List<String> argumentsOf(Cover cover) {
        MountDoor mount = cover.mount();
        String target = cover.path().toString();
        if (mount == null) {
            return List.of("--tmpfs", target);
        }
        return switch (mount.type()) {
            case TMPFS ->
                mount.size().isPresent()
                        ? List.of("--tmpfs-size", Long.toString(mount.size().getAsLong()), target)
                        : List.of("--tmpfs", target);
            case BIND -> List.of(mount.writable() ? "--bind-writable" : "--bind", source(mount), target);
            case OVERLAY -> List.of("--overlay", source(mount), target);
        };
    }

    private static String source(MountDoor mount) {
        return mount.source().toString();
    }

    private void addWritable() {
        Path workingDirectory = host.workingDirectory();
        if (mountAround(workingDirectory).isEmpty() && workingDirectory.getNameCount() > 0) {
            writable.add(workingDirectory);
        }
        writable.add(host.runDirectory());
        host.written().stream()
                .flatMap(file -> existing(file).stream())
                .filter(file -> !file.startsWith(workingDirectory) && !isSpecial(file) && !opensACover(file))
                .forEach(writable::add);
    }

    private Optional<Cover> mountAround(Path path) {
        return lowest(covers.stream().filter(cover -> !cover.isPrivateDirectory() && path.startsWith(cover.path())));
    }

    /** A mount above the working directory decides what it is, but it must be there. */
    private void requireWorkingDirectory() {
        Path workingDirectory = host.workingDirectory();
        Optional<Cover> mount = mountAround(workingDirectory).filter(cover -> cover.isAbove(workingDirectory));
        if (mount.isPresent() && !isThere(workingDirectory, mount.get())) {
            throw Misuse.ofMount(
                    mount.get(),
                    "it hides the working directory " + workingDirectory + ", where the child starts, and has"
                            + " none of that name. Choose a target that is not above it");
        }
    }

    private boolean isThere(Path directory, Cover mount) {
        boolean made = mount.takesNewFiles()
                && host.needed().stream().anyMatch(path -> path.normalize().startsWith(directory));
        return made || sameKind(directory, mount.shownAt(directory));
    }

    /** A file that is to be made needs the directory that it is made in. */
    private static Optional<Path> existing(Path file) {
        Path directory = file.getParent();
        if (Files.exists(file)) {
            return Optional.of(file);
        }
        return directory != null && Files.isDirectory(directory) ? Optional.of(directory) : Optional.empty();
    }

    /** Such as {@code /dev/stderr}: no file system in which anything would be read-only. */
    private static boolean isSpecial(Path path) {
        return path.startsWith("/dev") || path.startsWith("/proc");
    }

    private boolean opensACover(Path path) {
        return Stream.concat(host.privateDirectories().stream(), mounts.stream().map(MountDoor::target))
                .anyMatch(covered -> covered.startsWith(path));
    }

    /** Returns what is needed and hidden. What is below something else that comes back comes with it. */
    private List<Path> readOnly() {
        return host.needed().stream()
                .map(Path::normalize)
                .distinct()
                .filter(this::mustComeBack)
                .filter(path -> !isKeptWithAnother(path))
                .toList();
    }

    private boolean mustComeBack(Path path) {
        Optional<Cover> cover = lowest(covers.stream().filter(each -> path.startsWith(each.path())));
        if (cover.isEmpty() || !cover.get().hides()) {
            return false;
        }
        if (cover.get().isPrivateDirectory()) {
            // Itself it would come back whole, and with it what was to be hidden.
            return cover.get().isAbove(path);
        }
        requireWayBack(path, cover.get());
        return true;
    }

    private static void requireWayBack(Path path, Cover cover) {
        boolean possible = cover.isAbove(path) && (cover.takesNewFiles() || sameKind(path, cover.shownAt(path)));
        if (!possible && Files.exists(path)) {
            throw Misuse.ofMount(
                    cover,
                    "it hides " + path + ", which the child needs, so that this cannot be brought back. Choose a"
                            + " target that is not at or above it"
                            + (cover.isAbove(path) ? ", or a tmpfs or overlay" : ""));
        }
    }

    private static boolean sameKind(Path path, @Nullable Path other) {
        return other != null && Files.exists(other) && Files.isDirectory(other) == Files.isDirectory(path);
    }

    private boolean isKeptWithAnother(Path path) {
        Path covered = lowestAbove(path).map(Cover::path).orElseThrow();
        return Stream.concat(writable.stream(), host.needed().stream().map(Path::normalize))
                .anyMatch(other -> path.startsWith(other)
                        && !(path.equals(other) && !writable.contains(other))
                        && other.startsWith(covered)
                        && !other.equals(covered));
    }

    /** A target must be there, and of the right kind, unless it is made. */
    private void requireRightPlace(MountDoor mount) {
        Path target = mount.target();
        Optional<Cover> cover = lowestAbove(target);
        boolean shown = cover.isEmpty() || !cover.get().hides() || isBackAround(target, cover.get());
        Path seen = shown ? target : cover.get().shownAt(target);
        if (seen != null && Files.exists(seen)) {
            requireKind(mount, Files.isDirectory(seen));
        } else if (cover.isEmpty() || !cover.get().takesNewFiles() || isBackAround(target, cover.get())) {
            throw Misuse.ofMount(
                    mount.annotation(),
                    "there is no " + target
                            + " to mount it at. Make it, or choose a target below a private directory, a"
                            + " tmpfs or an overlay, where it is made");
        }
    }

    private boolean isBackAround(Path target, Cover cover) {
        return Stream.concat(writable.stream(), host.needed().stream().map(Path::normalize))
                .anyMatch(kept -> target.startsWith(kept) && cover.isAbove(kept));
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

    private Optional<Cover> lowestAbove(Path path) {
        return lowest(covers.stream().filter(cover -> cover.isAbove(path)));
    }

    private static Optional<Cover> lowest(Stream<Cover> covers) {
        return covers.max(Comparator.comparingInt(cover -> cover.path().getNameCount()));
    }
}
