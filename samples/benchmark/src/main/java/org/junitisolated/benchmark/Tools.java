package org.junitisolated.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;

/** Programs of the machine, and our launcher. */
final class Tools {

    private Tools() {}

    /** Looks for a program on the path. */
    static Optional<String> find(String name) {
        String path = System.getenv("PATH");
        return Arrays.stream(path == null ? new String[0] : path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** Unpacks the launcher for this machine from the extension's jar. */
    static Path unpackLauncher(Path extension, Path directory) throws IOException {
        String architecture = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        String entry = "org/junitisolated/internal/native/linux-" + architecture + "/junit-isolated-launcher";
        Path launcher = directory.resolve("junit-isolated-launcher");
        try (FileSystem jar = FileSystems.newFileSystem(extension)) {
            Files.copy(jar.getPath(entry), launcher, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
