package org.junitisolated.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pages that people read. */
final class GuidePages {

    /** The working directory of a test is that of its module. */
    private static final Path PROJECT = Path.of("..");

    private GuidePages() {}

    /** Returns the pages whose pieces of code are pieces of samples. */
    static List<Path> withSnippets() throws IOException {
        return pages(PROJECT.resolve("docs/guide"));
    }

    static List<Path> all() throws IOException {
        return pages(PROJECT.resolve("docs"));
    }

    private static List<Path> pages(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md").map(PROJECT::resolve),
                            files.filter(file -> file.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
