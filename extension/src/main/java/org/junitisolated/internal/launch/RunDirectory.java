package org.junitisolated.internal.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * A directory of this JVM alone (mode 0700) for the sockets and argument files of its children. It goes when the plan
 * or this JVM ends; what a killed JVM has left is removed by the next one, which can tell by the lock that died with it.
 */
final class RunDirectory implements AutoCloseable {

    private static final String ANY_PREFIX = "junit-isolated-";
    private static final String PREFIX = ANY_PREFIX + "run-";
    private static final String PREFIX_UNTIL_LOCKED = ANY_PREFIX + "new-";
    private static final String OWN_PREFIX = PREFIX + ProcessHandle.current().pid() + "-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9]+-[0-9]+");
    private static final String LOCK = "lock";
    private static final int REMOVALS = 3;
    private static final Duration LONG_AGO = Duration.ofHours(1);

    /** {@code sun_path} in unix(7) has 108 bytes, one of them for the end; ours needs some for the name. */
    private static final int MAX_DIRECTORY_LENGTH = 95;

    /** What {@link Files#createTempDirectory} appends: a long without its sign. */
    private static final int LONGEST_RANDOM = 20;

    private final Path directory;
    private final FileChannel lock;
    private final Thread removalAtShutdown = new Thread(this::remove, "junit-isolated-clean-up");
    private final AtomicLong lastName = new AtomicLong();

    private RunDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    static RunDirectory create() throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        if (parent.toString().getBytes(StandardCharsets.UTF_8).length + OWN_PREFIX.length() + LONGEST_RANDOM
                > MAX_DIRECTORY_LENGTH) {
            parent = Path.of("/tmp");
        }
        removeStale(parent);
        Path unlocked = Files.createTempDirectory(parent, PREFIX_UNTIL_LOCKED);
        FileChannel lock =
                FileChannel.open(unlocked.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        // Named so only now: another JVM that sweeps must never find it without its lock.
        String random = unlocked.getFileName().toString().substring(PREFIX_UNTIL_LOCKED.length());
        Path directory = Files.move(unlocked, parent.resolve(OWN_PREFIX + random), StandardCopyOption.ATOMIC_MOVE);
        RunDirectory created = new RunDirectory(directory, lock);
        Runtime.getRuntime().addShutdownHook(created.removalAtShutdown);
        return created;
    }

    Path path() {
        return directory;
    }

    /** Returns a path that nothing has been created at. */
    Path newPath(String prefix) {
        return directory.resolve(prefix + lastName.incrementAndGet());
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(removalAtShutdown);
        } catch (IllegalStateException e) {
            return; // The JVM is shutting down, and the hook is at work.
        }
        remove();
    }

    /** The lock goes last: another JVM that sweeps takes a directory without it for a dead one's. */
    private void remove() {
        try (lock) {
            for (int i = 0; i < REMOVALS && Files.exists(directory); i++) {
                tryToRemove();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }

    private void tryToRemove() throws IOException {
        try {
            deleteRecursively(directory);
        } catch (DirectoryNotEmptyException e) {
            // While this JVM shuts down, a test that is still being run may start one more child.
        }
    }

    private static void removeStale(Path parent) {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, ANY_PREFIX + "*")) {
            candidates.forEach(RunDirectory::removeIfStale);
        } catch (IOException | DirectoryIteratorException e) {
            // What another JVM has left is no reason to fail this one's tests.
        }
    }

    private static void removeIfStale(Path candidate) {
        try {
            if (isStale(candidate)) {
                deleteRecursively(candidate);
            }
        } catch (IOException e) {
            // As above; and the next one may be removable.
        }
    }

    private static boolean isStale(Path candidate) {
        String name = candidate.getFileName().toString();
        if (name.startsWith(OWN_PREFIX) || !OwnFiles.isOurs(candidate)) {
            return false;
        }
        return name.startsWith(PREFIX) ? isUnlocked(candidate) : isForgotten(candidate);
    }

    /**
     * Locks are POSIX record locks: a process that closes any descriptor of a file loses all its locks on it, see fcntl(2).
     * So the lock files of this very JVM are never opened a second time. A directory has had a lock before it had its name.
     */
    private static boolean isUnlocked(Path candidate) {
        try (FileChannel channel =
                        FileChannel.open(candidate.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (NoSuchFileException e) {
            return NAME.matcher(candidate.getFileName().toString()).matches();
        } catch (IOException e) {
            return false;
        }
    }

    /** A directory gets its lock within milliseconds, unless its JVM has died meanwhile. */
    private static boolean isForgotten(Path unlocked) {
        try {
            return unlocked.getFileName().toString().startsWith(PREFIX_UNTIL_LOCKED)
                    && Files.getLastModifiedTime(unlocked)
                            .toInstant()
                            .isBefore(Instant.now().minus(LONG_AGO));
        } catch (IOException e) {
            return false;
        }
    }

    private static void deleteRecursively(Path root) throws IOException {
        Path lock = root.resolve(LOCK);
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!file.equals(lock)) {
                        Files.deleteIfExists(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                    if (visited.equals(root)) {
                        Files.deleteIfExists(lock);
                    }
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // Another JVM that swept at the same time was faster.
        }
    }
}
