package org.junitisolated.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.junitisolated.internal.failure.ThrowableSeeds;
import org.junitisolated.internal.launch.StatusSeeds;
import org.junitisolated.internal.wire.FrameSeeds;

/** Writes what each target begins with: what a child really sends. */
public final class Seeds {

    private Seeds() {}

    /**
     * Writes the seeds.
     *
     * @param arguments the directory that gets a directory of seeds for each target
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Map<String, Stream<byte[]>> seeds = Map.of(
                "frames", FrameSeeds.all(),
                "status", StatusSeeds.all(),
                "throwables", ThrowableSeeds.all());
        for (Map.Entry<String, Stream<byte[]>> target : seeds.entrySet()) {
            write(target.getValue(), Files.createDirectories(directory.resolve(target.getKey())));
        }
    }

    private static void write(Stream<byte[]> seeds, Path directory) throws IOException {
        int number = 0;
        for (Iterator<byte[]> each = seeds.iterator(); each.hasNext(); number++) {
            Files.write(directory.resolve("seed-" + number), each.next());
        }
    }
}
