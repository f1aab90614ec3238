package org.junitisolated.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/** Lets tests of several JVMs wait for each other, by files: isolated tests share the file system (but /tmp, on demand). */
final class MeetingPoint {

    private final Path directory;

    MeetingPoint(Path directory) {
        this.directory = directory;
    }

    void arrive() throws IOException {
        Files.createFile(directory.resolve(UUID.randomUUID().toString()));
    }

    void awaitArrivals(int expected) throws Exception {
        Patience.waitUntil(() -> arrivals() >= expected);
    }

    private long arrivals() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }
}
