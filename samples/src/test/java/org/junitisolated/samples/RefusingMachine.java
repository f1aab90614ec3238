package org.junitisolated.samples;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junitisolated.Isolated;

/**
 * A machine that allows no network namespaces: not this one, but a user namespace on it with a limit of its own, in which
 * our launcher runs.
 */
final class RefusingMachine {

    private static final String SCRIPT = """
            #!/bin/sh
            exec unshare --user --map-root-user \\
                sh -c 'echo 0 >/proc/sys/user/max_net_namespaces && exec "$0" "$@"' "$(dirname "$0")/launcher" "$@"
            """;

    private RefusingMachine() {}

    /** Returns a launcher to be named by {@code isolated.launcher}. */
    static Path launcher() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "refusing-machine-"); // /tmp may be noexec
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
        Path launcher = directory.resolve("launcher");
        try (InputStream binary = requireNonNull(
                Isolated.class.getResourceAsStream("internal/native/linux-" + machine + "/junit-isolated-launcher"))) {
            Files.copy(binary, launcher);
        }
        Path script = Files.writeString(directory.resolve("launcher-of-the-refusing-machine"), SCRIPT);
        for (Path file : List.of(launcher, script)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return script;
    }
}
