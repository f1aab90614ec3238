package org.junitisolated.internal.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junitisolated.Namespace;

/** The one place that turns a child's specification into the launcher's arguments. */
final class LauncherCommandLine {

    /** What a mount namespace hides under empty directories of the test's own. */
    private static final List<Path> PRIVATE_DIRECTORIES =
            List.of(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/dev/shm"));

    private LauncherCommandLine() {}

    /**
     * Returns the whole command line.
     *
     * @param launcher the launcher's executable
     * @param spec what to isolate
     * @param socket the socket that the launcher connects to
     * @param needed files and directories that the child must be able to see; where links lead to them, also what those
     *     lead to
     * @param published the port that is to be reachable on the host's loopback, if any; where the network is the host's it is
     *     anyway
     * @param command the command to run inside
     */
    static List<String> of(
            Path launcher,
            ChildSpec spec,
            Path socket,
            Collection<Path> needed,
            OptionalInt published,
            List<String> command) {
        List<String> line = new ArrayList<>(List.of(launcher.toString(), "--socket", socket.toString()));
        for (Namespace namespace : Namespace.values()) {
            if (spec.has(namespace)) {
                line.add("--" + namespace.name().toLowerCase(Locale.ROOT));
            }
        }
        if (spec.has(Namespace.MOUNT)) {
            addPrivateDirectories(needed, line);
        }
        if (spec.has(Namespace.NET)) {
            published.ifPresent(
                    port -> line.addAll(List.of("--publish", "tcp", Integer.toString(port), Integer.toString(port))));
        }
        line.add("--");
        line.addAll(command);
        return line;
    }

    private static void addPrivateDirectories(Collection<Path> needed, List<String> line) {
        List<Path> hidden = PRIVATE_DIRECTORIES.stream()
                .filter(Files::isDirectory)
                .map(LauncherCommandLine::withoutLinks)
                .distinct()
                .toList();
        for (Path directory : hidden) {
            line.addAll(List.of("--tmpfs", directory.toString()));
        }
        for (Path path : needed) {
            if (hidden.stream().anyMatch(directory -> isBelow(path.normalize(), directory))) {
                line.addAll(List.of("--keep", path.normalize().toString()));
            }
        }
    }

    /** A mount covers what a link leads to, which is where the files to be kept really are. */
    private static Path withoutLinks(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell where " + directory + " leads to", e);
        }
    }

    /** A hidden directory itself is not kept: it would come back whole, and with it what was to be hidden. */
    private static boolean isBelow(Path path, Path directory) {
        return path.startsWith(directory) && !path.equals(directory);
    }
}
