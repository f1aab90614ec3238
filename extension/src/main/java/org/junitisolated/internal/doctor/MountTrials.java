package org.junitisolated.internal.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What {@code @Mount} can ask for, and the rest of the file system read-only. */
final class MountTrials {

    private MountTrials() {}

    static List<Finding> run(TrialRoom room) throws IOException, InterruptedException {
        String source = room.newDirectory("source").toString();
        String target = room.newDirectory("target").toString();
        return List.of(
                tried(room, "bind", "@Mount", "--bind", source, target),
                tried(room, "tmpfs", "@Mount(type = TMPFS)", "--tmpfs-size", "1048576", target),
                tried(room, "overlay", "@Mount(type = OVERLAY)", "--overlay", source, target),
                tried(room, "read-only", "mount = true", "--read-only"));
    }

    private static Finding tried(TrialRoom room, String kind, String asked, String... options)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("--mount"));
        line.addAll(List.of(options));
        return new Trial(kind, asked).find(room, () -> room.run(line));
    }
}
