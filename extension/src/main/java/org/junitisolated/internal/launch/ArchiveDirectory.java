package org.junitisolated.internal.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * Where one archive is kept from build to build. Its name tells its checksum, so that one file says all: it appears by a
 * rename, complete, and whoever finds another content takes it for broken. Anyone may remove the directory at any time.
 */
final class ArchiveDirectory {

    private static final String NAME = "archive-";
    private static final String LOCK = "lock";
    private static final String NEW = "new";
    private static final String REFUSED = "refused.txt";

    /** What a JVM has refused for lack of something may be there another day. */
    private static final Duration REFUSAL_HOLDS = Duration.ofDays(1);

    /** An archive that nobody has used for so long belongs to a JDK or a JUnit that is gone. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Path directory;
    private final String extension;

    ArchiveDirectory(Path directory, String extension) {
        this.directory = directory;
        this.extension = "." + extension;
    }

    /** Returns the archive, if there is one that is whole and ours; one that is not is removed. */
    Optional<Path> find() throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(directory, NAME + "*" + extension)) {
            for (Path archive : archives) {
                if (OwnFiles.isOurs(archive) && archive.getFileName().toString().equals(nameOf(checksum(archive)))) {
                    Files.setLastModifiedTime(directory, FileTime.from(Instant.now()));
                    return Optional.of(archive);
                }
                Files.deleteIfExists(archive);
            }
        }
        return Optional.empty();
    }

    /** Tells whether a JVM has refused to make this archive, not long ago. */
    boolean isRefused() throws IOException {
        Path refused = directory.resolve(REFUSED);
        return Files.exists(refused) && !isOlder(refused, REFUSAL_HOLDS);
    }

    /** Says that a JVM does not make this archive, for who looks here, and for builds to come. */
    void refuse(String reason) throws IOException {
        Files.writeString(directory.resolve(REFUSED), reason);
    }

    /** Takes the lock that only one build has at a time, until it closes what is returned; empty where another has it. */
    Optional<FileChannel> tryLock() throws IOException {
        Files.createDirectories(directory);
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // It is another plan of this JVM's.
        }
        channel.close();
        return Optional.empty();
    }

    /** Puts an archive here that is complete. The caller holds the lock. */
    Path publish(Path made) throws IOException {
        Path copy = directory.resolve(NEW);
        Files.copy(made, copy, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(copy, directory.resolve(nameOf(checksum(copy))), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what other directories of this kind hold, if nobody has used it for a long time. */
    void removeForgottenSiblings() throws IOException {
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(directory.getParent())) {
            for (Path sibling : siblings) {
                if (Files.isDirectory(sibling) && isOlder(sibling, KEPT)) {
                    removeWithContent(sibling);
                }
            }
        }
    }

    private static void removeWithContent(Path sibling) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(sibling)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(sibling);
    }

    private static boolean isOlder(Path file, Duration age) throws IOException {
        return Files.getLastModifiedTime(file)
                .toInstant()
                .isBefore(Instant.now().minus(age));
    }

    private String nameOf(long checksum) {
        return NAME + "%08x".formatted(checksum) + extension;
    }

    private static long checksum(Path file) throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32C())) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getChecksum().getValue();
        }
    }
}
