package org.junitisolated.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Directories for the parameter {@code isolated.cache}: new ones, and one with all that the extension keeps. */
final class Caches {

    /** Below a cache: has a directory for each JDK and JUnit, named by a fingerprint that only the extension knows. */
    private static final String ARCHIVES = "archives";

    /** A checksum follows the dash. What is still being made has another name. */
    private static final Pattern CDS_ARCHIVE = Pattern.compile("archive-[^.]+\\.jsa");

    private static final Pattern AOT_CACHE = Pattern.compile("archive-[^.]+\\.aot");
    private static final int FIRST_WITH_AOT_CACHE = 25;
    private static final long INTERVAL_MILLIS = 200;

    private Caches() {}

    static Path fresh(Path directory) throws IOException {
        return Files.createTempDirectory(directory, "cache-");
    }

    static void delete(Path cache) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Waits until a class archive for a JDK is there; it is made in the background, and gets its name when it is complete.
     *
     * @return false if none came in time
     */
    static boolean awaitArchive(Path cache, Jdk jdk, Instant end) throws IOException, InterruptedException {
        Pattern name = jdk.feature() >= FIRST_WITH_AOT_CACHE ? AOT_CACHE : CDS_ARCHIVE;
        boolean there = hasArchive(cache.resolve(ARCHIVES), name);
        while (!there && Instant.now().isBefore(end)) {
            Thread.sleep(INTERVAL_MILLIS);
            there = hasArchive(cache.resolve(ARCHIVES), name);
        }
        return there;
    }

    private static boolean hasArchive(Path archives, Pattern name) throws IOException {
        if (!Files.isDirectory(archives)) {
            return false;
        }
        // Lists, instead of walking the tree: a temporary file may go while somebody looks.
        try (Stream<Path> directories = Files.list(archives)) {
            for (Path directory : directories.filter(Files::isDirectory).toList()) {
                if (hasFile(directory, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasFile(Path directory, Pattern name) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .anyMatch(file ->
                            name.matcher(String.valueOf(file.getFileName())).matches());
        }
    }
}
