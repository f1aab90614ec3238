package org.junitisolated.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;

/** A segment of System V shared memory, which outlives whoever has made it. */
final class SharedMemory {

    private final String id;

    private SharedMemory(String id) {
        this.id = id;
    }

    static SharedMemory create() throws Exception {
        String answer = Shell.linesOf("ipcmk --shmem 4096").get(0); // Shared memory id: 7
        return new SharedMemory(answer.replaceAll("\\D", ""));
    }

    /** Returns the random name by which others can know it; ids are given anew in each IPC namespace. */
    String key() throws IOException {
        return segments().stream()
                .filter(segment -> segment.get(1).equals(id))
                .findFirst()
                .orElseThrow()
                .get(0);
    }

    static boolean exists(String key) throws IOException {
        return segments().stream().anyMatch(segment -> segment.get(0).equals(key));
    }

    void remove() throws Exception {
        Shell.linesOf("ipcrm --shmem-id " + id);
    }

    /** Returns the key and the id of each. */
    private static List<List<String>> segments() throws IOException {
        return Files.readAllLines(Path.of("/proc/sysvipc/shm")).stream()
                .skip(1) // the headings
                .map(Scanner::new)
                .map(line -> List.of(line.next(), line.next()))
                .toList();
    }
}
