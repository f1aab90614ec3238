package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junitisolated.IsolationException;
import org.junitisolated.Namespace;

/** Starts the children of one test plan. What they have in common is found out once, when the first one is needed. */
public final class ChildLauncher implements AutoCloseable {

    private static final String CHILD_MAIN = "org.junitisolated.internal.child.ChildMain";

    private final Optional<Path> explicitLauncher;
    private final Optional<Path> explicitCache;
    private final OptionalInt debugPort;
    private final Set<Child> children = ConcurrentHashMap.newKeySet();
    private @Nullable Common common;

    /**
     * Creates a launcher of children; nothing is started, written or looked for yet.
     *
     * @param explicitLauncher the native launcher to use instead of the one in the jar
     * @param explicitCache the directory to unpack the native launcher to
     * @param debugPort the port of the host's loopback at which each child waits for a debugger, if it shall
     */
    public ChildLauncher(Optional<Path> explicitLauncher, Optional<Path> explicitCache, OptionalInt debugPort) {
        this.explicitLauncher = explicitLauncher;
        this.explicitCache = explicitCache;
        this.debugPort = debugPort;
    }

    /** Starts a child; it says by itself when it is ready. */
    public Child launch(ChildSpec spec) {
        try {
            Common shared = common();
            Path socket = shared.directory.newPath("socket-");
            List<String> line = LauncherCommandLine.of(
                    shared.launcher, spec, socket, shared.needed, debugPort, command(spec, shared.argumentFile));
            Child child = Child.start(line, socket);
            children.add(child);
            return child;
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    /** Ends a child and all that it has started. */
    public void end(Child child) {
        child.close();
        children.remove(child);
    }

    /** Returns a path that children can see and nothing has been created at; it goes when this launcher is closed. */
    public Path newPath(String prefix) {
        try {
            return common().directory.newPath(prefix);
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    private static IsolationException cannotStart(IOException e) {
        return new IsolationException("The child could not be started: " + e + Troubleshooting.see("start"), e);
    }

    /** Returns the system properties that a run in a child starts with. */
    public static Map<String, String> systemProperties() {
        return ParentJvm.systemProperties();
    }

    @Override
    public synchronized void close() {
        children.forEach(this::end);
        if (common != null) {
            common.directory.close();
            common = null;
        }
    }

    private synchronized Common common() throws IOException {
        Common found = common;
        if (found == null) {
            found = findCommon();
            common = found;
        }
        return found;
    }

    private Common findCommon() throws IOException {
        Path launcher = LauncherBinary.find(explicitLauncher, CacheDirectories.inOrder(explicitCache));
        RunDirectory directory = RunDirectory.create();
        List<String> classPath = ParentJvm.classPath();
        List<String> arguments = ChildArguments.of(ParentJvm.arguments());
        List<Path> needed = new ArrayList<>(ParentJvm.pathsIn(arguments));
        needed.addAll(List.of(directory.path(), ParentJvm.javaHome(), ParentJvm.workingDirectory()));
        classPath.forEach(entry -> needed.add(Path.of(entry).toAbsolutePath().normalize()));
        needed.addAll(targetsOfLinks(needed));
        arguments.addAll(List.of("-cp", String.join(":", classPath), CHILD_MAIN));
        Path argumentFile = directory.newPath("java-");
        ArgumentFile.write(argumentFile, arguments);
        return new Common(launcher, directory, needed, argumentFile);
    }

    private List<String> command(ChildSpec spec, Path argumentFile) {
        List<String> command = new ArrayList<>();
        command.add(ParentJvm.javaHome().resolve("bin").resolve("java").toString());
        debugPort.ifPresent(port -> command.add(ChildArguments.debugger(port)));
        command.add("@" + argumentFile);
        spec.namespaces().stream().sorted().map(Namespace::name).forEach(command::add);
        return command;
    }

    /** A link that is visible may lead to what is not. */
    private static List<Path> targetsOfLinks(List<Path> paths) throws IOException {
        List<Path> targets = new ArrayList<>();
        for (Path path : paths) {
            Path target = Files.exists(path) ? path.toRealPath() : path;
            if (!target.equals(path)) {
                targets.add(target);
            }
        }
        return targets;
    }

    /** What all children of a plan share. */
    private record Common(Path launcher, RunDirectory directory, List<Path> needed, Path argumentFile) {}
}
