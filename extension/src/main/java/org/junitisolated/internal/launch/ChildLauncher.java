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
import org.junitisolated.internal.machine.FreeMemory;
import org.junitisolated.internal.machine.Machine;
import org.junitisolated.internal.wire.Start;

/** Starts the children of one test plan. What they have in common is found out once, when the first one is needed. */
public final class ChildLauncher implements AutoCloseable {

    private static final String CHILD_MAIN = "org.junitisolated.internal.child.ChildMain";
    private static final String LAUNCHERLESS_CHILD_MAIN = "org.junitisolated.internal.child.LauncherlessChildMain";

    private final Optional<Path> explicitLauncher;
    private final Optional<Path> explicitCache;
    private final OptionalInt debugPort;
    private final boolean warmUp;
    private final Standbys standbys =
            new Standbys(spec -> start(spec, true), this::end, new FreeMemory(Machine.here()));
    private final Set<Child> children = ConcurrentHashMap.newKeySet();
    private @Nullable Path launcher;
    private @Nullable PlanFiles files;

    /**
     * Creates a launcher of children; nothing is started, written or looked for yet.
     *
     * @param explicitLauncher the native launcher to use instead of the one in the jar
     * @param explicitCache the directory to unpack the native launcher to
     * @param debugPort the port of the host's loopback at which each child waits for a debugger, if it shall
     * @param warmUp whether children that wait for their run may warm up meanwhile
     */
    public ChildLauncher(
            Optional<Path> explicitLauncher, Optional<Path> explicitCache, OptionalInt debugPort, boolean warmUp) {
        this.warmUp = warmUp;
        this.explicitLauncher = explicitLauncher;
        this.explicitCache = explicitCache;
        this.debugPort = debugPort;
    }

    /**
     * Starts a child, or takes one that has been started ahead; it says by itself when it is ready.
     *
     * @throws UnusableLauncherException where this machine runs no launcher
     */
    public Child launch(ChildSpec spec) throws UnusableLauncherException {
        Optional<Child> standby = standbys.take(spec);
        return standby.isPresent() ? standby.get() : launchAnew(spec);
    }

    /**
     * Starts a child.
     *
     * @throws UnusableLauncherException where this machine runs no launcher
     */
    public Child launchAnew(ChildSpec spec) throws UnusableLauncherException {
        return start(spec, false);
    }

    /** Has children started ahead for these, the first of them first; those that are not among them end. */
    public void standBy(List<ChildSpec> next) {
        standbys.want(next);
    }

    private Child start(ChildSpec spec, boolean ahead) throws UnusableLauncherException {
        Path executable = launcher();
        try {
            ChildFiles shared =
                    files().filesFor(spec.jvmArguments(), spec.limits().heap());
            Path socket = files().newPath("socket-");
            Stream<String> namespaces = spec.namespaces().stream().sorted().map(Namespace::name);
            Start start = new Start(ahead && warmUp, propertiesFor(spec), namespaces.toList());
            List<String> command = java(shared, CHILD_MAIN, start);
            List<String> line = LauncherCommandLine.of(executable, spec, socket, shared.host(), debugPort, command);
            return start(line, socket, new Supervision(true, spec.limits().memory()), ahead);
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
            Start start = new Start(false, propertiesFor(spec), List.of(socket.toString()));
            List<String> command = java(shared, LAUNCHERLESS_CHILD_MAIN, start);
            return start(command, socket, new Supervision(false, OptionalLong.empty()), false);
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    private Path propertiesFor(ChildSpec spec) throws IOException {
        return files().propertiesFile(systemProperties(spec));
    }

    private Child start(List<String> commandLine, Path socket, Supervision supervision, boolean ahead)
            throws IOException {
        Child child = Child.start(commandLine, socket, supervision, ahead);
        children.add(child);
        return child;
    }

    private List<String> java(ChildFiles shared, String mainClass, Start start) {
        List<String> command = new ArrayList<>();
        command.add(ParentJvm.javaHome().resolve("bin").resolve("java").toString());
        debugPort.ifPresent(port -> command.add(ChildArguments.debugger(port)));
        command.add("@" + shared.arguments());
        command.add(mainClass);
        command.addAll(start.toArguments());
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

    /** Returns the system properties that a child starts with: this JVM's, but those that it has as arguments. */
    static Map<String, String> systemProperties(ChildSpec spec) {
        Map<String, String> properties = ParentJvm.systemProperties();
        properties.keySet().removeAll(spec.propertiesInArguments());
        return properties;
    }

    @Override
    public void close() {
        standbys.close();
        children.forEach(this::end);
        removeFiles();
    }

    private synchronized void removeFiles() {
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
