package org.junitisolated.internal.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directories from which build tools take the jars of a class path. Where the home directory is hidden they come back
 * as a whole: one mount takes a fraction of a millisecond, one for each of two hundred jars takes fifteen.
 */
final class ArtifactCaches {

    /** Surefire tells the local repository by a system property; the others are where they are by default. */
    private static final String LOCAL_REPOSITORY = "localRepository";

    private ArtifactCaches() {}

    /** Returns those that some of the paths are in. */
    static List<Path> of(Collection<Path> paths) {
        return outOf(candidates(), paths);
    }

    static List<Path> outOf(Stream<Path> candidates, Collection<Path> paths) {
        return candidates
                .map(candidate -> candidate.toAbsolutePath().normalize())
                .filter(Files::isDirectory)
                .filter(candidate ->
                        paths.stream().anyMatch(path -> path.startsWith(candidate) && !path.equals(candidate)))
                .distinct()
                .toList();
    }

    private static Stream<Path> candidates() {
        Path home = Path.of(System.getProperty("user.home", "/"));
        return Stream.concat(
                Optional.ofNullable(System.getProperty(LOCAL_REPOSITORY)).map(Path::of).stream(),
                Stream.of(home.resolve(".m2/repository"), home.resolve(".gradle/caches/modules-2")));
    }
}
