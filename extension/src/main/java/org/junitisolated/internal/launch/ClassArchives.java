package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junitisolated.IsolationException;

/**
 * The class archives that the children of one plan start with: one for each set of JVM arguments. One that is missing is
 * made in the background, while the processors have nothing else to do; until it is there, children start without.
 */
final class ClassArchives implements AutoCloseable {

    /** Makes an archive by a child of its own. */
    @FunctionalInterface
    interface Trainer {

        /**
         * Lets a child make an archive.
         *
         * @param arguments the arguments of its JVM besides those that make it do so
         * @param seconds how long it may take
         * @return the archive, a file of the plan's; empty where the time was not enough
         * @throws RefusedArchiveException where the JVM makes none
         */
        Optional<Path> train(ArchiveFormat format, List<String> arguments, long seconds)
                throws IOException, InterruptedException, UnusableLauncherException, RefusedArchiveException;
    }

    /** A JVM that has the processors to itself needs three. */
    private static final long MOST_SECONDS_AT_END = 20;

    /** The processors may be busy for as long as the plan. */
    private static final long MOST_SECONDS = TimeUnit.HOURS.toSeconds(1);

    /** What the JVM's options for archives, or our own reading of arguments, take for the end of a path. */
    private static final Pattern SEPARATORS = Pattern.compile("[=:,;]");

    private final ArchiveFormat format;
    private final List<Path> cacheDirectories;
    private final Trainer trainer;
    private final BackgroundThread thread = new BackgroundThread("junit-isolated-archives");
    private final Map<List<String>, Optional<ClassArchive>> known = new HashMap<>();
    private volatile boolean making;

    ClassArchives(ArchiveFormat format, List<Path> cacheDirectories, Trainer trainer) {
        this.format = format;
        this.cacheDirectories = cacheDirectories;
        this.trainer = trainer;
    }

    /** Returns the archive for children with these arguments; if there is none yet, it is being made from now on. */
    synchronized Optional<ClassArchive> find(List<String> childArguments) {
        Optional<List<String>> arguments = ArchivedArguments.of(childArguments);
        return arguments.isEmpty() ? Optional.empty() : known.computeIfAbsent(arguments.get(), this::look);
    }

    private Optional<ClassArchive> look(List<String> arguments) {
        try {
            Optional<ArchiveDirectory> directory = directoryFor(arguments);
            Optional<Path> found = directory.isPresent() ? directory.get().find() : Optional.empty();
            if (directory.isPresent() && found.isEmpty() && !directory.get().isRefused()) {
                thread.execute(() -> make(arguments, directory.get()));
            }
            return found.map(this::archiveAt);
        } catch (IOException e) {
            return Optional.empty(); // A cache is a convenience.
        }
    }

    private ClassArchive archiveAt(Path file) {
        return new ClassArchive(file, format.toUse(file));
    }

    private Optional<ArchiveDirectory> directoryFor(List<String> arguments) throws IOException {
        List<Path> jars = ParentJvm.neededJars();
        if (!jars.stream().allMatch(Files::isRegularFile)) {
            return Optional.empty(); // No JVM archives what comes from directories.
        }
        String fingerprint = Fingerprint.of(describe(arguments, jars).getBytes(StandardCharsets.UTF_8));
        return usableCache()
                .map(cache -> cache.resolve("archives").resolve(fingerprint))
                .filter(path -> !SEPARATORS.matcher(path.toString()).find())
                .map(path -> new ArchiveDirectory(path, format.extension()));
    }

    /** Says all that an archive depends on. */
    private String describe(List<String> arguments, List<Path> jars) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                format.name(),
                System.getProperty("java.home"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version")));
        lines.addAll(arguments);
        for (Path jar : jars) {
            lines.add(jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar));
        }
        return String.join("\n", lines);
    }

    private Optional<Path> usableCache() {
        for (Path directory : cacheDirectories) {
            try {
                CacheDirectories.prepare(directory);
                return Optional.of(directory);
            } catch (IOException e) {
                // The next may do.
            }
        }
        return Optional.empty();
    }

    private void make(List<String> arguments, ArchiveDirectory directory) {
        making = true;
        try (FileChannel lock = directory.tryLock().orElse(null)) {
            if (lock != null) {
                makeUnlessDone(arguments, directory);
            }
        } catch (IOException | UnusableLauncherException | IsolationException e) {
            // What is wrong with the launcher, or the disk, is for the tests to tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            making = false;
        }
    }

    private void makeUnlessDone(List<String> arguments, ArchiveDirectory directory)
            throws IOException, InterruptedException, UnusableLauncherException {
        Optional<Path> archive = directory.find();
        try {
            if (archive.isEmpty() && !directory.isRefused()) {
                Optional<Path> made = trainer.train(format, arguments, MOST_SECONDS);
                archive = made.isPresent() ? Optional.of(directory.publish(made.get())) : Optional.empty();
                directory.removeForgottenSiblings();
            }
            remember(arguments, archive);
        } catch (RefusedArchiveException e) {
            directory.refuse(e.output());
        } catch (InterruptedException e) {
            // Where the processors are always busy, not every plan is to wait.
            directory.refuse("It was not made within " + MOST_SECONDS_AT_END + " seconds after a plan had ended.\n");
            throw e;
        }
    }

    private synchronized void remember(List<String> arguments, Optional<Path> archive) {
        known.put(arguments, archive.map(this::archiveAt));
    }

    /** Removes an archive; this plan uses no other instead. */
    synchronized void discard(Path archive) {
        known.replaceAll((arguments, found) -> found.filter(each -> !each.file().equals(archive)));
        try {
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            // It stays for the next plan to try.
        }
    }

    /** Waits a little for an archive that is being made: a plan with one short test would never have it else. */
    @Override
    public void close() {
        if (making) {
            System.err.println(
                    "junit-isolated: waits for a class archive that is being made, for children to start faster"
                            + " from now on (isolated.archive=off makes none)");
        }
        thread.finish(MOST_SECONDS_AT_END);
    }
}
