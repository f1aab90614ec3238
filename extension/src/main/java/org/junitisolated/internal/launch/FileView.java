package org.junitisolated.internal.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junitisolated.IsolationException;

/**
 * What a child with a mount namespace sees of the file system: all read-only; private directories; the test's own mounts;
 * and, brought back to sight or opened for writing, what it cannot do without.
 */
final class FileView {

    private final HostPaths host;
    private final List<MountDoor> mounts;
    private final Covers covers;
    private final Set<Path> needed;
    private final Set<Path> writable = new LinkedHashSet<>();

    private FileView(HostPaths host, List<MountDoor> mounts) {
        this.host = host;
        this.mounts = mounts;
        this.covers = Covers.of(host.privateDirectories(), mounts);
        this.needed = host.needed().stream().map(Path::normalize).collect(Collectors.toCollection(LinkedHashSet::new));
        addWritable();
    }

    /**
     * Returns the launcher's arguments.
     *
     * @throws IsolationException where a mount has no place, or hides for good what the child needs
     */
    static List<String> arguments(HostPaths host, List<MountDoor> mounts) {
        FileView view = new FileView(host, mounts);
        view.requirePlaces();
        return view.arguments();
    }

    private void requirePlaces() {
        Set<Path> kept = new LinkedHashSet<>(writable);
        kept.addAll(needed);
        MountPlaces places = new MountPlaces(covers, kept);
        places.requireDirectory(host.workingDirectory());
        mounts.forEach(places::requireTarget);
    }

    /** The launcher does one after the other: what a cover hides comes back before the next one may be put into it. */
    private List<String> arguments() {
        List<Path> readOnly = needed.stream()
                .filter(this::mustComeBack)
                .filter(path -> !comesWithAnother(path))
                .toList();
        List<String> arguments = new ArrayList<>(List.of("--read-only"));
        addKept(readOnly, Optional.empty(), arguments);
        for (Cover cover : covers.inOrder()) {
            addCover(cover, arguments);
            addKept(readOnly, Optional.of(cover), arguments);
        }
        return arguments;
    }

    private void addKept(List<Path> readOnly, Optional<Cover> cover, List<String> arguments) {
        readOnly.stream()
                .filter(path -> covers.lowestAbove(path).equals(cover))
                .forEach(path -> arguments.addAll(List.of("--keep", path.toString())));
        writable.stream()
                .filter(path -> covers.lowestAbove(path).equals(cover))
                .forEach(path -> arguments.addAll(List.of("--keep-writable", path.toString())));
    }

    private static void addCover(Cover cover, List<String> arguments) {
        MountDoor mount = cover.mount();
        String target = cover.path().toString();
        if (mount == null) {
            arguments.addAll(List.of("--tmpfs", target));
            return;
        }
        String source = mount.source().toString();
        arguments.addAll(
                switch (mount.type()) {
                    case TMPFS ->
                        mount.size().isPresent()
                                ? List.of(
                                        "--tmpfs-size",
                                        Long.toString(mount.size().getAsLong()),
                                        target)
                                : List.of("--tmpfs", target);
                    case BIND -> List.of(mount.writable() ? "--bind-writable" : "--bind", source, target);
                    case OVERLAY -> List.of("--overlay", source, target);
                });
    }

    private void addWritable() {
        Path workingDirectory = host.workingDirectory();
        if (covers.lowestMountAt(workingDirectory).isEmpty() && workingDirectory.getNameCount() > 0) {
            writable.add(workingDirectory);
        }
        writable.add(host.runDirectory());
        host.written().stream()
                .flatMap(file -> existing(file).stream())
                .filter(file -> !file.startsWith(workingDirectory) && !isSpecial(file) && !opensACover(file))
                .forEach(writable::add);
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

    private boolean mustComeBack(Path path) {
        Optional<Cover> cover = covers.lowestAt(path);
        if (cover.isEmpty() || !cover.get().hides()) {
            return false;
        }
        if (cover.get().isPrivateDirectory()) {
            // Itself it would come back whole, and with it what was to be hidden.
            return cover.get().isAbove(path);
        }
        MountPlaces.requireWayBack(path, cover.get());
        return true;
    }

    /** What is below something else that comes back comes with it, unless another cover is between them. */
    private boolean comesWithAnother(Path path) {
        Path covered = covers.lowestAbove(path).map(Cover::path).orElse(path);
        boolean found = writable.contains(path);
        for (Path above = path.getParent();
                !found && above != null && above.startsWith(covered) && !above.equals(covered);
                above = above.getParent()) {
            found = writable.contains(above) || needed.contains(above);
        }
        return found;
    }
}
