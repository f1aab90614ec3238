package org.junitisolated.neighbours.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

/** Where tests of several JVMs wait for each other, so that all of them are known to run at the same time. */
final class MeetingPoint {

    /** Enough for the slowest machine to start four servers. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;

    MeetingPoint(Path directory) {
        this.directory = directory;
    }

    void meet(int expected) throws IOException, InterruptedException {
        Files.createFile(directory.resolve(UUID.randomUUID().toString()));
        long start = System.nanoTime();
        while (arrivals() < expected) {
            assertThat(System.nanoTime() - start)
                    .as("%s tests have arrived", arrivals())
                    .isLessThan(PATIENCE.toNanos());
            Thread.sleep(10);
        }
    }

    private long arrivals() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }
}
