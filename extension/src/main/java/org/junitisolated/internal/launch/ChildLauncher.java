package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junitisolated.IsolationException;
import org.junitisolated.Namespace;
import org.junitisolated.internal.launch.PlanFiles.ChildFiles;

/** Starts the children of one test plan. What they have in common is found out once, when the first one is needed. */
public final class ChildLauncher implements AutoCloseable {

    private static final String CHILD_MAIN = "org.junitisolated.internal.child.ChildMain";
    private static final String LAUNCHERLESS_CHILD_MAIN = "org.junitisolated.internal.child.LauncherlessChildMain";

    private final Optional<Path> explicitLauncher;
    private final Optional<Path> explicitCache;
    private final OptionalInt debugPort;
    private final Set<Child> children = ConcurrentHashMap.newKeySet();
    private @Nullable Path launcher;
    private @Nullable PlanFiles files;

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

    /**
     * Starts a child; it says by itself when it is ready.
     *
     * @throws UnusableLauncherException where this machine runs no launcher
     */
    public Child launch(ChildSpec spec) throws UnusableLauncherException {
        Path executable = launcher();
        try {
            ChildFiles shared =
                    files().filesFor(spec.jvmArguments(), spec.limits().heap());
            Path socket = files().newPath("socket-");
            Stream<String> namespaces = spec.namespaces().stream().sorted().map(Namespace::name);
            List<String> command = java(shared, CHILD_MAIN, namespaces);
            List<String> line = LauncherCommandLine.of(executable, spec, socket, shared.host(), debugPort, command);
            return start(line, socket, new Supervision(true, spec.limits().memory()));
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    /** Starts a child of this JVM's own, where no launcher can be had: isolated by nothing but its being a JVM. */
    public Child launchWithoutLauncher(ChildSpec spec) {
        try {
            ChildFiles shared =
                    files().filesFor(spec.jvmArguments(), spec.limits().heap());
            Path socket = files().newPath("socket-");
            List<String> command = java(shared, LAUNCHERLESS_CHILD_MAIN, Stream.of(socket.toString()));
            return start(command, socket, new Supervision(false, OptionalLong.empty()));
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    private Child start(List<String> commandLine, Path socket, Supervision supervision) throws IOException {
        Child child = Child.start(commandLine, socket, supervision);
        children.add(child);
        return child;
    }

    private List<String> java(ChildFiles shared, String mainClass, Stream<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(ParentJvm.javaHome().resolve("bin").resolve("java").toString());
        debugPort.ifPresent(port -> command.add(ChildArguments.debugger(port)));
        command.add("@" + shared.arguments());
        command.add(mainClass);
        arguments.forEach(command::add);
        return command;
    }

    /** Ends a child and all that it has started. */
    public void end(Child child) {
        child.close();
        children.remove(child);
    }

    /** Returns a path that children can see and nothing has been created at; it goes when this launcher is closed. */
    public Path newPath(String prefix) {
        try {
            return files().newPath(prefix);
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    private static IsolationException cannotStart(IOException e) {
        return new IsolationException("The child could not be started: " + e + Troubleshooting.see("start"), e);
    }

    /** Returns the system properties that a run in a child starts with: this JVM's, but those that the child has as arguments. */
    public static Map<String, String> systemProperties(ChildSpec spec) {
        Map<String, String> properties = ParentJvm.systemProperties();
        properties.keySet().removeAll(spec.propertiesInArguments());
        return properties;
    }

    @Override
    public synchronized void close() {
        children.forEach(this::end);
        if (files != null) {
            files.close();
            files = null;
        }
    }

    private synchronized Path launcher() throws UnusableLauncherException {
        Path found = launcher;
        if (found == null) {
            found = LauncherBinary.find(explicitLauncher, CacheDirectories.inOrder(explicitCache));
            launcher = found;
        }
        return found;
    }

    private synchronized PlanFiles files() throws IOException {
        PlanFiles found = files;
        if (found == null) {
            found = PlanFiles.create();
            files = found;
        }
        return found;
    }
}
