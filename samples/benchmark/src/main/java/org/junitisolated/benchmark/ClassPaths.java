package org.junitisolated.benchmark;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junitisolated.Hermetic;

/**
 * The class paths of measured JVMs, made of what this JVM has on its own.
 *
 * @param extension the extension's jar
 * @param extensionAndNeeds the extension's jar and that which it needs
 * @param junit JUnit's jars
 * @param benchmark this module's classes
 */
record ClassPaths(Path extension, List<Path> extensionAndNeeds, List<Path> junit, Path benchmark) {

    ClassPaths {
        extensionAndNeeds = List.copyOf(extensionAndNeeds);
        junit = List.copyOf(junit);
    }

    static ClassPaths own() throws IOException {
        Path extension = locationOf(Hermetic.class);
        if (!extension.toString().endsWith(".jar")) {
            throw new IOException("The extension must be a jar, not " + extension + ": use scripts/benchmark.");
        }
        List<Path> byteBuddy = entries(name -> name.startsWith("byte-buddy"));
        List<Path> junit = entries(name -> name.matches("(junit-(?!isolated)|opentest4j|apiguardian|picocli).*\\.jar"));
        return new ClassPaths(
                extension,
                Stream.concat(Stream.of(extension), byteBuddy.stream()).toList(),
                junit,
                locationOf(ClassPaths.class));
    }

    private static List<Path> entries(Predicate<String> name) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(entry -> name.test(String.valueOf(entry.getFileName())))
                .toList();
    }

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("every class here is in a file", e);
        }
    }

    /** Returns the version of the extension, from its jar. */
    String version() {
        return String.valueOf(Hermetic.class.getPackage().getImplementationVersion());
    }

    /** Returns the version of JUnit, from the name of a jar. */
    String junitVersion() {
        return junit.stream()
                .map(jar -> String.valueOf(jar.getFileName()))
                .filter(name -> name.startsWith("junit-jupiter-api-"))
                .map(name -> name.substring("junit-jupiter-api-".length(), name.length() - ".jar".length()))
                .findFirst()
                .orElse("unknown");
    }

    /** Returns the class path of somebody who has tests and JUnit. */
    String plain(Path tests) {
        return join(Stream.concat(Stream.of(tests), junit.stream()));
    }

    /** Returns the class path of somebody who has the extension besides. */
    String extended(Path tests) {
        return join(Stream.of(Stream.of(tests), extensionAndNeeds.stream(), junit.stream())
                .flatMap(entries -> entries));
    }

    /** Returns the same with this module's classes at the end. */
    String withBenchmark(Path tests) {
        return extended(tests) + File.pathSeparator + benchmark;
    }

    private static String join(Stream<Path> entries) {
        return String.join(File.pathSeparator, entries.map(Path::toString).toList());
    }
}
