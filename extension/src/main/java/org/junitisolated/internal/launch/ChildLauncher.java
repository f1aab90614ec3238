package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junitisolated.IsolationException;
import org.junitisolated.Namespace;
import org.junitisolated.internal.launch.JavaCommands.JavaCommand;
import org.junitisolated.internal.machine.FreeMemory;
import org.junitisolated.internal.machine.Machine;
import org.junitisolated.internal.wire.Start;

/** Starts the children of one test plan. What they have in common is found out once, when the first one is needed. */
public final class ChildLauncher implements AutoCloseable {

    private static final String CHILD_MAIN = "org.junitisolated.internal.child.ChildMain";
    private static final String SHARED_CHILD_MAIN = "org.junitisolated.internal.child.SharedChildMain";
    private static final String LAUNCHERLESS_CHILD_MAIN = "org.junitisolated.internal.child.LauncherlessChildMain";

    private final LaunchOptions options;
    private final Optional<ClassArchives> archives;
    private final Standbys standbys =
            new Standbys(spec -> start(spec, true, true), this::end, new FreeMemory(Machine.here()));
    private final Map<ChildSpec, SharedChild> sharedChildren = new HashMap<>();
    private final Set<Child> children = ConcurrentHashMap.newKeySet();
    private @Nullable Path launcher;
    private @Nullable Path library;
    private @Nullable PlanFiles files;

    /** Creates a launcher of children; nothing is started, written or looked for yet. */
    public ChildLauncher(LaunchOptions options) {
        this.options = options;
        this.archives = (options.archives() ? ArchiveFormat.ofThisJvm() : Optional.<ArchiveFormat>empty())
                .map(format ->
                        new ClassArchives(format, CacheDirectories.inOrder(options.cache()), this::trainForArchive));
    }

    /**
     * Starts a child, or takes one that has been started ahead; it says by itself when it is ready.
     *
     * @throws UnusableLauncherException where this machine runs no launcher
     */
    public RunningChild launch(ChildSpec spec) throws UnusableLauncherException {
        if (spec.shared()) {
            return joinShared(spec, true);
        }
        Optional<ChildOfOneRun> standby = standbys.take(spec);
        return standby.isPresent() ? standby.get() : start(spec, false, true);
    }

    /**
     * Starts a child that has nothing of what another one may have failed for: neither has it been started ahead, nor does it
     * start with a class archive.
     *
     * @throws UnusableLauncherException where this machine runs no launcher
     */
    public RunningChild launchAnew(ChildSpec spec) throws UnusableLauncherException {
        return spec.shared() ? joinShared(spec, false) : start(spec, false, false);
    }

    /** Takes part in the child that serves all such runs; starts one if there is none, or it is gone. */
    private RunningChild joinShared(ChildSpec spec, boolean archived) throws UnusableLauncherException {
        synchronized (sharedChildren) {
            SharedChild found = sharedChildren.get(spec);
            Optional<RunOfSharedChild> joined = found == null ? Optional.empty() : found.join();
            while (joined.isEmpty()) {
                SharedChild started = startShared(spec, archived);
                sharedChildren.put(spec, started);
                joined = started.join();
            }
            return joined.get();
        }
    }

    /** Has children started ahead for these, the first of them first; those that are not among them end. */
    public void standBy(List<ChildSpec> next) {
        standbys.want(next);
    }

    private ChildOfOneRun start(ChildSpec spec, boolean ahead, boolean archived) throws UnusableLauncherException {
        Start.WarmUp warmUp = ahead && options.warmUp() ? Start.WarmUp.WHILE_WAITING : Start.WarmUp.NEVER;
        return start(spec, new Kind<>(CHILD_MAIN, warmUp, ahead, names(spec), ChildOfOneRun::new), archived);
    }

    private SharedChild startShared(ChildSpec spec, boolean archived) throws UnusableLauncherException {
        List<String> arguments = sharedArguments(spec);
        return start(
                spec, new Kind<>(SHARED_CHILD_MAIN, Start.WarmUp.NEVER, false, arguments, SharedChild::new), archived);
    }

    /** In what children for one run and for many differ. */
    private record Kind<C extends Child>(
            String mainClass, Start.WarmUp warmUp, boolean ahead, List<String> arguments, Constructor<C> constructor) {

        @FunctionalInterface
        interface Constructor<C extends Child> {
            C start(List<String> commandLine, Path socket, Child.Origin origin) throws IOException;
        }
    }

    private <C extends Child> C start(ChildSpec spec, Kind<C> kind, boolean archived) throws UnusableLauncherException {
        Path executable = launcher();
        try {
            JavaCommand java =
                    commands(archived).of(spec, kind.mainClass, kind.warmUp, libraryFor(spec), kind.arguments);
            Path socket = files().newPath("socket-");
            List<String> line =
                    LauncherCommandLine.of(executable, spec, socket, java.host(), options.debugPort(), java.words());
            Supervision supervision = new Supervision(true, spec.limits().memory());
            return started(kind.constructor.start(line, socket, Child.Origin.of(java, supervision, kind.ahead)));
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    private static List<String> names(ChildSpec spec) {
        return spec.namespaces().stream().sorted().map(Namespace::name).toList();
    }

    private List<String> sharedArguments(ChildSpec spec) {
        List<String> names = names(spec);
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(names.size())));
        arguments.addAll(names);
        arguments.addAll(spec.ownTemporaryDirectories());
        return arguments;
    }

    /** Returns the library; where there is none, only what cannot be done without it fails. */
    private Optional<Path> libraryFor(ChildSpec spec) throws IOException, UnusableLauncherException {
        try {
            return Optional.of(library());
        } catch (IOException e) {
            if (spec.hasThreadNamespaces()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private synchronized Path library() throws IOException, UnusableLauncherException {
        Path found = library;
        if (found == null) {
            found = ChildLibrary.unpack(launcher(), CacheDirectories.inOrder(options.cache()));
            library = found;
        }
        return found;
    }

    /** Starts a child of this JVM's own, where no launcher can be had: isolated by nothing but its being a JVM. */
    public RunningChild launchWithoutLauncher(ChildSpec spec) {
        try {
            Path socket = files().newPath("socket-");
            JavaCommand java = commands(true)
                    .of(
                            spec,
                            LAUNCHERLESS_CHILD_MAIN,
                            Start.WarmUp.NEVER,
                            Optional.empty(),
                            List.of(socket.toString()));
            Supervision supervision = new Supervision(false, OptionalLong.empty());
            return started(new ChildOfOneRun(java.words(), socket, Child.Origin.of(java, supervision, false)));
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    private Optional<Path> trainForArchive(ArchiveFormat format, List<String> arguments, long seconds)
            throws IOException, InterruptedException, UnusableLauncherException, RefusedArchiveException {
        Path archive = files().newPath("archive-");
        Path socket = files().newPath("socket-");
        List<String> all = new ArrayList<>(format.toMake(archive));
        all.addAll(arguments);
        List<String> line =
                LauncherCommandLine.whenIdle(launcher(), socket, commands(false).ofTraining(CHILD_MAIN, all));
        Supervision supervision = new Supervision(true, OptionalLong.empty());
        ChildOfOneRun child = started(new ChildOfOneRun(line, socket, Child.Origin.ofTraining(supervision)));
        try {
            return new ArchiveTraining(child, archive).run(seconds);
        } finally {
            end(child);
        }
    }

    private <C extends Child> C started(C child) {
        children.add(child);
        return child;
    }

    /** Ends a child and all that it has started. */
    public void end(RunningChild child) {
        child.end();
        children.remove(child);
    }

    /** Removes a class archive; no further child starts with it. */
    public void discardArchive(Path archive) {
        archives.ifPresent(all -> all.discard(archive));
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
        String diagnosis = ResourceCauses.of(e, Path.of(System.getProperty("java.io.tmpdir")))
                .map(cause -> "\n" + cause.describe())
                .orElse("");
        return new IsolationException(
                "The child could not be started: " + e + diagnosis + Troubleshooting.see("start"), e);
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
        archives.ifPresent(ClassArchives::close);
        finishShared();
        children.forEach(Child::end);
        removeFiles();
    }

    private void finishShared() {
        synchronized (sharedChildren) {
            try {
                for (SharedChild shared : sharedChildren.values()) {
                    shared.finish(options.grace().toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            sharedChildren.clear();
        }
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
            found = LauncherBinary.find(options.launcher(), CacheDirectories.inOrder(options.cache()));
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

    private JavaCommands commands(boolean archived) throws IOException {
        return new JavaCommands(files(), options.debugPort(), archives.filter(all -> archived));
    }
}
