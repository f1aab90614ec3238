package org.junitisolated.internal.launch;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All places where a child sees something else than the host, in the order in which they come into being. */
record Covers(List<Cover> inOrder) {

    /** A private directory below a mount of the test's own, or at the same place, is what that mount makes of it. */
    static Covers of(List<Path> privateDirectories, List<MountDoor> mounts) {
        Stream<Cover> left = privateDirectories.stream()
                .filter(directory -> mounts.stream().noneMatch(mount -> directory.startsWith(mount.target())))
                .map(directory -> new Cover(directory, null));
        return new Covers(Stream.concat(left, mounts.stream().map(mount -> new Cover(mount.target(), mount)))
                .toList());
    }

    /** Returns the one that decides what is seen at a path. */
    Optional<Cover> lowestAt(Path path) {
        return lowest(inOrder.stream().filter(cover -> path.startsWith(cover.path())));
    }

    /** Returns the one that a path is in. */
    Optional<Cover> lowestAbove(Path path) {
        return lowest(inOrder.stream().filter(cover -> cover.isAbove(path)));
    }

    /** Returns the mount of the test's own that decides what is seen at a path. */
    Optional<Cover> lowestMountAt(Path path) {
        return lowest(inOrder.stream().filter(cover -> !cover.isPrivateDirectory() && path.startsWith(cover.path())));
    }

    private static Optional<Cover> lowest(Stream<Cover> covers) {
        return covers.max(Comparator.comparingInt(cover -> cover.path().getNameCount()));
    }
}
