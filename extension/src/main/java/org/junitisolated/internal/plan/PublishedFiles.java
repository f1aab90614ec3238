package org.junitisolated.internal.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junit.platform.launcher.TestPlan;
import org.junitisolated.IsolationException;
import org.junitisolated.internal.launch.Troubleshooting;
import org.junitisolated.internal.wire.Message.FileEntry;

/**
 * Publishes here the files that tests publish in children. A child has a directory of its own for them; they are copied to
 * where this plan keeps such files, which is where the test would have put them without isolation.
 *
 * <p>JUnit has such files since 5.12. Older versions have none of the types and methods, which are therefore found by name.
 * Where a module boundary forbids that, the log says so.
 */
final class PublishedFiles {

    private static final Logger LOGGER = Logger.getLogger(PublishedFiles.class.getName());
    private static final String FILE_ENTRY = "org.junit.platform.engine.reporting.FileEntry";

    private static final String TEXT = "text/plain";

    private final TestPlan plan;

    PublishedFiles(TestPlan plan) {
        this.plan = plan;
    }

    /**
     * Copies and publishes.
     *
     * @param childRoot the child's directory for published files; files elsewhere are not taken
     */
    void publish(FileEntry entry, Path childRoot, TestDescriptor node, EngineExecutionContext context) {
        try {
            Path source = Path.of(entry.path()).toRealPath();
            if (!source.startsWith(childRoot.toRealPath())) {
                throw new IOException(source + " is not below the child's directory for such files");
            }
            tell(copy(source, childRoot.toRealPath(), node), entry, node, context);
        } catch (IOException | UncheckedIOException e) {
            throw new IsolationException(
                    "The file that \"" + node.getDisplayName() + "\" published could not be brought out of the child: "
                            + e + Troubleshooting.see("published-file"),
                    e);
        } catch (ReflectiveOperationException e) {
            LOGGER.log(
                    Level.WARNING, e, () -> "A file of " + node.getDisplayName() + " is not reported: " + entry.path());
        }
    }

    /**
     * Keeps a file that goes with the plan's own: where files that the node publishes are, or, before JUnit 5.12, in the
     * working directory. Publishes it where that can be done.
     *
     * @return where it is kept, or why it is not
     */
    String keep(Path file, String name, TestDescriptor node, EngineExecutionContext context) {
        try {
            Path target = outputDirectoryOf(node).resolve(name);
            copyRecursively(file, target);
            tell(target, new FileEntry(node.getUniqueId().toString(), target.toString(), TEXT), node, context);
            return target.toString();
        } catch (ReflectiveOperationException e) {
            return keepInWorkingDirectory(file);
        } catch (IOException e) {
            return "not kept: " + e;
        }
    }

    private static String keepInWorkingDirectory(Path file) {
        Path target = Path.of(file.getFileName() + "-" + ProcessHandle.current().pid() + ".log")
                .toAbsolutePath();
        try {
            copyRecursively(file, target);
            return target.toString();
        } catch (IOException e) {
            return "not kept: " + e;
        }
    }

    private Path copy(Path source, Path childRoot, TestDescriptor node)
            throws ReflectiveOperationException, IOException {
        Path root = outputRoot();
        Path ofNode = outputDirectoryOf(node);
        Path target = ofNode.resolve(withoutNode(childRoot.relativize(source), root.relativize(ofNode))
                .toString());
        copyRecursively(source, target);
        return target;
    }

    private Path outputDirectoryOf(TestDescriptor node) throws ReflectiveOperationException {
        Method accessor = outputDirectories();
        return (Path) accessor.getReturnType()
                .getMethod("createOutputDirectory", TestDescriptor.class)
                .invoke(accessor.invoke(plan), node);
    }

    private Path outputRoot() throws ReflectiveOperationException {
        Method accessor = outputDirectories();
        return (Path) accessor.getReturnType().getMethod("getRootDirectory").invoke(accessor.invoke(plan));
    }

    /** Its name has changed over the versions. */
    private Method outputDirectories() throws NoSuchMethodException {
        try {
            return TestPlan.class.getMethod("getOutputDirectoryCreator");
        } catch (NoSuchMethodException e) {
            return TestPlan.class.getMethod("getOutputDirectoryProvider");
        }
    }

    /** Both roots are divided alike, but for what a suite puts in front of the node here. */
    private static Path withoutNode(Path file, Path node) {
        for (int i = 0; i < node.getNameCount(); i++) {
            Path below = node.subpath(i, node.getNameCount());
            if (file.startsWith(below)) {
                return below.relativize(file);
            }
        }
        return file.getFileName();
    }

    private static void copyRecursively(Path source, Path target) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(
                        target.resolve(source.relativize(directory).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = file.equals(source)
                        ? target
                        : target.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.toAbsolutePath().getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void tell(Path file, FileEntry entry, TestDescriptor node, EngineExecutionContext context)
            throws ReflectiveOperationException {
        Class<?> type = Class.forName(FILE_ENTRY, true, TestPlan.class.getClassLoader());
        Object fileEntry = type.getMethod("from", Path.class, String.class).invoke(null, file, entry.mediaType());
        EngineExecutionListener.class
                .getMethod("fileEntryPublished", TestDescriptor.class, type)
                .invoke(EngineListener.of(context), node, fileEntry);
    }
}
