package org.junitisolated.benchmark;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A JDK to measure on.
 *
 * @param home its directory
 * @param version its version, such as 17.0.15
 * @param vendor who has built it
 */
record Jdk(Path home, String version, String vendor) {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final List<Integer> WANTED = List.of(17, 25);

    /** Reads from a JDK's home which one it is. */
    static Jdk at(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            throw new IOException(home + " is no JDK: bin/java or release is missing");
        }
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(release)));
        return new Jdk(
                home.toRealPath(),
                unquoted(properties.getProperty("JAVA_VERSION", "unknown")),
                unquoted(properties.getProperty("IMPLEMENTOR", "unknown")));
    }

    /** Returns the installed JDKs of the versions for which there are targets, else the one that runs this. */
    static List<Jdk> found() throws IOException {
        Set<Jdk> found = new LinkedHashSet<>();
        for (Path home : installed()) {
            Jdk jdk = at(home);
            if (WANTED.contains(jdk.feature())) {
                found.add(jdk);
            }
        }
        if (found.isEmpty()) {
            found.add(at(Path.of(System.getProperty("java.home"))));
        }
        return found.stream().sorted(Comparator.comparingInt(Jdk::feature)).toList();
    }

    private static List<Path> installed() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> Files.isReadable(home.resolve("release")))
                    .sorted()
                    .toList();
        }
    }

    private static String unquoted(String value) {
        return value.replace("\"", "");
    }

    int feature() {
        return Runtime.Version.parse(version).feature();
    }

    String java() {
        return home.resolve("bin/java").toString();
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }
}
