package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a mount namespace hides under empty directories of the test's own: temporary files and the home directory. */
final class PrivateDirectories {

    private PrivateDirectories() {}

    /** Returns those of this JVM. */
    static List<Path> ofThisJvm() {
        Stream<@Nullable String> homes = Stream.of(System.getenv("HOME"), System.getProperty("user.home"));
        return outOf(Stream.concat(temporary(), homes), ParentJvm.workingDirectory());
    }

    /** Returns those of this JVM that are for temporary files. */
    static List<Path> forTemporaryFiles() {
        return outOf(temporary(), ParentJvm.workingDirectory());
    }

    private static Stream<@Nullable String> temporary() {
        return Stream.of("/tmp", "/var/tmp", "/dev/shm", System.getProperty("java.io.tmpdir"));
    }

    /**
     * Returns those candidates that can be hidden, outer ones first: directories that exist and are neither the root nor the
     * working directory itself.
     */
    static List<Path> outOf(Stream<@Nullable String> candidates, Path workingDirectory) {
        Path realWorkingDirectory = Objects.requireNonNullElse(realDirectory(workingDirectory), workingDirectory);
        return candidates
                .map(PrivateDirectories::path)
                .map(PrivateDirectories::realDirectory)
                .filter(Objects::nonNull)
                .filter(directory -> directory.getNameCount() > 0 && !directory.equals(realWorkingDirectory))
                .distinct()
                .sorted(Comparator.comparingInt(Path::getNameCount))
                .toList();
    }

    /** The JDK says "?" where a user has no home; and what is relative begins at the working directory for all of Java. */
    private static @Nullable Path path(@Nullable String candidate) {
        try {
            return candidate == null || candidate.isBlank() || candidate.equals("?")
                    ? null
                    : Path.of(candidate).toAbsolutePath();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** A mount covers what a link leads to, which is where the files to be kept really are. */
    private static @Nullable Path realDirectory(@Nullable Path path) {
        try {
            return path != null && Files.isDirectory(path) ? path.toRealPath() : null;
        } catch (IOException e) {
            return null; // Gone meanwhile, or closed to this user: then it is closed to the test as well.
        }
    }
}
