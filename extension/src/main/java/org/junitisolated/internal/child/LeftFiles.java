package org.junitisolated.internal.child;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.proc.ProcFiles;
import org.junitisolated.internal.wire.Leak;

/**
 * The files that a run has left in directories for temporary files that it had for itself, if they are large enough, together,
 * to be worth a word.
 */
final class LeftFiles extends SimpleFileVisitor<Path> {

    private static final long MIB = 1 << 20;
    private static final long WORTH_A_WORD = MIB;
    private static final int MOST_TOLD = 5;

    /** Nobody waits for the last of a million files to be counted. */
    private static final int MOST_COUNTED = 100_000;

    private record Found(Path file, long size) {}

    private final Set<String> programs = mappedPrograms();
    private final PriorityQueue<Found> largest = new PriorityQueue<>(Comparator.comparingLong(Found::size));
    private @Nullable Object device;
    private int count;
    private long total;

    private LeftFiles() {}

    static List<Leak> find(List<String> directories) throws IOException {
        long used = 0;
        for (String directory : directories) {
            File each = new File(directory);
            used += each.getTotalSpace() - each.getFreeSpace();
        }
        return used < WORTH_A_WORD ? List.of() : count(directories);
    }

    private static List<Leak> count(List<String> directories) throws IOException {
        LeftFiles files = new LeftFiles();
        for (String directory : directories) {
            files.device = device(Path.of(directory));
            Files.walkFileTree(Path.of(directory), files);
        }
        return files.total < WORTH_A_WORD ? List.of() : List.of(files.describe());
    }

    private Leak describe() {
        List<Found> told = new ArrayList<>(largest);
        told.sort(Comparator.comparingLong(Found::size).reversed());
        List<String> texts = new ArrayList<>();
        told.forEach(each -> texts.add(each.file + " " + size(each.size)));
        String number = count < MOST_COUNTED ? "" + count : "at least " + count;
        String files = count == 1 ? " file, " : " files, ";
        String end = count > told.size() ? " in all, the largest" : " in all";
        return Leak.of(Leak.Kind.FILES, number + files + size(total) + end, texts);
    }

    private static String size(long bytes) {
        return bytes < MIB / 10 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) MIB);
    }

    /** What is mounted below comes from elsewhere. */
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return isHere(directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && isHere(file) && !programs.contains(file.toString())) {
            count++;
            total += attributes.size();
            largest.add(new Found(file, attributes.size()));
            if (largest.size() > MOST_TOLD) {
                largest.remove();
            }
        }
        return count < MOST_COUNTED ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    /** What is closed to us, or gone, is passed over. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException exception) {
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException exception) {
        return FileVisitResult.CONTINUE;
    }

    private boolean isHere(Path path) {
        return device(path).equals(device);
    }

    private static Object device(Path path) {
        try {
            return Files.getAttribute(path, "unix:dev", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return path; // As good as another device.
        }
    }

    /** Libraries that were unpacked to be loaded, and cannot be deleted before the JVM ends. */
    private static Set<String> mappedPrograms() {
        return ProcFiles.read("self", "maps")
                .lines()
                .map(line -> line.split(" +", 6))
                .filter(fields -> fields.length == 6 && fields[1].charAt(2) == 'x')
                .map(fields -> fields[5])
                .collect(Collectors.toUnmodifiableSet());
    }
}
