package org.junitisolated.internal.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the jar brings along for the machine's architecture. */
final class NativeFiles {

    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "aarch64", "arm64", "aarch64");

    private NativeFiles() {}

    /** Returns the name of the resource. */
    static String resource(String name) {
        String machine = System.getProperty("os.arch", "unknown");
        return "/org/junitisolated/internal/native/linux-" + ARCHITECTURES.getOrDefault(machine, machine) + "/" + name;
    }

    /** Returns one of them; null where the jar has none for this architecture. */
    static byte @Nullable [] read(String name) throws IOException {
        try (InputStream in = NativeFiles.class.getResourceAsStream(resource(name))) {
            return in == null ? null : in.readAllBytes();
        }
    }

    /**
     * Puts a file into a directory, unless it is there. Written to a temporary name and renamed, so that several builds at
     * once never see half a file.
     */
    static Path unpack(byte[] content, Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        Path target = directory.resolve(name);
        if (Files.isExecutable(target) && Arrays.equals(Files.readAllBytes(target), content)) {
            return target;
        }
        Path temporary = Files.createTempFile(directory, name, ".tmp");
        try {
            Files.write(temporary, content);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return target;
    }
}
