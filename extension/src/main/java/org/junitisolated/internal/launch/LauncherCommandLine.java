package org.junitisolated.internal.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junitisolated.IsolationException;
import org.junitisolated.Namespace;
import org.junitisolated.Protocol;

/** The one place that turns a child's specification into the launcher's arguments. */
final class LauncherCommandLine {

    private LauncherCommandLine() {}

    /**
     * Returns the whole command line.
     *
     * @param launcher the launcher's executable
     * @param spec what to isolate
     * @param socket the socket that the launcher connects to
     * @param host the places that matter to a view of the file system
     * @param debugPort the port that is to be reachable on the host's loopback under the same number, if any; where the
     *     network is the host's it is anyway
     * @param command the command to run inside
     * @throws IsolationException where the mounts of the specification cannot be made
     */
    static List<String> of(
            Path launcher, ChildSpec spec, Path socket, HostPaths host, OptionalInt debugPort, List<String> command) {
        List<String> line = new ArrayList<>(List.of(launcher.toString(), "--socket", socket.toString()));
        for (Namespace namespace : Namespace.values()) {
            if (spec.has(namespace)) {
                line.add("--" + namespace.name().toLowerCase(Locale.ROOT));
            }
        }
        if (spec.hasThreadNamespaces()) {
            line.add("--thread-namespaces");
        }
        addNameAndClock(spec, line);
        if (spec.has(Namespace.MOUNT)) {
            line.addAll(FileView.arguments(host, spec.doors().mounts()));
        }
        if (spec.has(Namespace.NET)) {
            debugPort.ifPresent(port -> addPort("--publish", Protocol.TCP, port, port, line));
            addPorts(spec.doors(), line);
        }
        if (spec.limits().areHeld()) {
            addLimits(spec.limits(), line);
        }
        line.add("--");
        line.addAll(command);
        return line;
    }

    /** Returns the command line for a command that is isolated by nothing, and only runs while nothing else does. */
    static List<String> whenIdle(Path launcher, Path socket, List<String> command) {
        List<String> line =
                new ArrayList<>(List.of(launcher.toString(), "--socket", socket.toString(), "--idle", "--"));
        line.addAll(command);
        return line;
    }

    private static void addNameAndClock(ChildSpec spec, List<String> line) {
        if (!spec.hostname().isEmpty()) {
            line.addAll(List.of("--hostname", spec.hostname()));
        }
        if (!spec.timeOffset().equals(Duration.ZERO)) {
            line.addAll(List.of("--time-offset", Long.toString(spec.timeOffset().toNanos())));
        }
    }

    private static void addPorts(Doors doors, List<String> line) {
        doors.published().forEach(door -> addPort("--publish", door.protocol(), door.hostPort(), door.port(), line));
        doors.fromHost().forEach(door -> addPort("--host-port", door.protocol(), door.port(), door.hostPort(), line));
    }

    /** The port to listen at comes first, then the one to connect to. */
    private static void addPort(String option, Protocol protocol, int listen, int connect, List<String> line) {
        line.addAll(List.of(
                option, protocol.name().toLowerCase(Locale.ROOT), Integer.toString(listen), Integer.toString(connect)));
    }

    private static void addLimits(ChildLimits limits, List<String> line) {
        limits.memory().ifPresent(bytes -> line.addAll(List.of("--memory", Long.toString(bytes))));
        limits.cpusMilli().ifPresent(milli -> line.addAll(List.of("--cpus-milli", Integer.toString(milli))));
        limits.processes().ifPresent(count -> line.addAll(List.of("--processes", Integer.toString(count))));
    }
}
