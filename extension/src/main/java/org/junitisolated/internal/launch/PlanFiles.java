package org.junitisolated.internal.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junitisolated.internal.wire.Start;

/** The files that children of one plan share, and what they inherit from this JVM. Made when the first one is needed. */
final class PlanFiles implements AutoCloseable {

    private final RunDirectory directory;
    private final List<String> classPath = ParentJvm.classPath();
    private final List<Path> privateDirectories = PrivateDirectories.ofThisJvm();
    private final Map<List<String>, ChildFiles> byArguments = new HashMap<>();
    private final Map<Map<String, String>, Path> byProperties = new HashMap<>();

    /**
     * The files of children with the same arguments for the JVM.
     *
     * @param arguments a file with options and class path, as {@code java @file} reads it
     */
    record ChildFiles(Path arguments, HostPaths host) {}

    private PlanFiles(RunDirectory directory) {
        this.directory = directory;
    }

    static PlanFiles create() throws IOException {
        return new PlanFiles(RunDirectory.create());
    }

    /** Returns a path that nothing has been created at. */
    Path newPath(String prefix) {
        return directory.newPath(prefix);
    }

    /** Returns the files for children whose JVMs have these arguments; made once for all of them. */
    synchronized ChildFiles filesFor(List<String> arguments) throws IOException {
        ChildFiles found = byArguments.get(arguments);
        if (found == null) {
            found = write(arguments);
            byArguments.put(arguments, found);
        }
        return found;
    }

    /** Returns a file with system properties for children that have them in common; made once for all of them. */
    synchronized Path propertiesFile(Map<String, String> properties) throws IOException {
        Path found = byProperties.get(properties);
        if (found == null) {
            found = directory.newPath("properties-");
            Start.writeProperties(found, properties);
            byProperties.put(properties, found);
        }
        return found;
    }

    private ChildFiles write(List<String> arguments) throws IOException {
        return new ChildFiles(
                argumentFile(arguments, classPath),
                new HostPaths(
                        ParentJvm.workingDirectory(),
                        directory.path(),
                        privateDirectories,
                        neededWith(arguments),
                        ParentJvm.outputsIn(arguments)));
    }

    /** Returns a new file with these options and this class path, as {@code java @file} reads it. */
    Path argumentFile(List<String> arguments, List<String> classPath) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
        Path file = directory.newPath("java-");
        ArgumentFile.write(file, all);
        return file;
    }

    private List<Path> neededWith(List<String> arguments) throws IOException {
        Set<Path> needed = new LinkedHashSet<>(ParentJvm.pathsIn(arguments));
        needed.add(ParentJvm.javaHome());
        classPath.forEach(entry -> needed.add(Path.of(entry).toAbsolutePath().normalize()));
        needed.addAll(targetsOfLinks(needed));
        needed.addAll(ArtifactCaches.of(needed));
        return List.copyOf(needed);
    }

    /** A link that is visible may lead to what is not. */
    private static List<Path> targetsOfLinks(Set<Path> paths) throws IOException {
        List<Path> targets = new ArrayList<>();
        for (Path path : paths) {
            Path target = Files.exists(path) ? path.toRealPath() : path;
            if (!target.equals(path)) {
                targets.add(target);
            }
        }
        return targets;
    }

    @Override
    public void close() {
        directory.close();
    }
}
