package org.junitisolated.neighbours.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;

/** The System V shared memory that can be seen; PostgreSQL makes a segment whose key is the inode of its directory. */
final class SharedMemory {

    private SharedMemory() {}

    static List<String> keysHere() throws IOException {
        return Files.readAllLines(Path.of("/proc/sysvipc/shm")).stream()
                .skip(1) // the headings
                .map(line -> new Scanner(line).next())
                .toList();
    }

    static String onlyKeyHere() throws IOException {
        List<String> keys = keysHere();
        assertThat(keys).hasSize(1);
        return keys.get(0);
    }
}
