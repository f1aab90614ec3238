package org.junitisolated.internal.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junitisolated.IsolationException;

/**
 * Finds the native launcher: at the path that the user names, or unpacked from the jar into the cache directory. Its
 * path there stays the same from build to build, since AppArmor allows by path; other versions have other paths, since
 * builds with different ones may run at the same time.
 */
final class LauncherBinary {

    private static final String NAME = "junit-isolated-launcher";
    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "aarch64", "arm64", "aarch64");
    private static final long TRY_SECONDS = 30;

    private LauncherBinary() {}

    /**
     * Returns an executable that has just been seen to run.
     *
     * @param explicitPath a launcher of the user's own, which is used or fails: there is no other instead
     * @param cacheDirectories where to unpack to, in order of preference
     * @throws UnusableLauncherException where this machine runs none
     * @throws IsolationException where the one that the user names does not run
     */
    static Path find(Optional<Path> explicitPath, List<Path> cacheDirectories) throws UnusableLauncherException {
        requireLinux();
        if (explicitPath.isPresent()) {
            Path launcher = explicitPath.get().toAbsolutePath();
            findFault(launcher).ifPresent(fault -> {
                throw new IsolationException("The launcher that isolated.launcher names cannot be used: " + fault
                        + " Correct the path, or leave the parameter out to use the launcher in the jar."
                        + Troubleshooting.see("launcher"));
            });
            return launcher;
        }
        return unpackIntoFirstUsable(cacheDirectories);
    }

    private static void requireLinux() throws UnusableLauncherException {
        String os = System.getProperty("os.name", "unknown");
        if (!os.equals("Linux")) {
            throw new UnusableLauncherException(
                    "Isolated tests need Linux, since namespaces are a feature of its kernel; this is "
                            + os
                            + ". Run them on Linux (a container or a virtual machine will do), or set isolated.enabled=false"
                            + " to run them without isolation." + Troubleshooting.see("not-linux"));
        }
    }

    private static Path unpackIntoFirstUsable(List<Path> cacheDirectories) throws UnusableLauncherException {
        byte[] launcher = readFromJar();
        StringBuilder faults = new StringBuilder();
        for (Path cache : cacheDirectories) {
            try {
                Path unpacked = unpack(launcher, cache);
                Optional<String> fault = findFault(unpacked);
                if (fault.isEmpty()) {
                    return unpacked;
                }
                faults.append("\n  ").append(fault.get());
            } catch (IOException e) {
                faults.append("\n  ")
                        .append(cache)
                        .append(" cannot be written: ")
                        .append(e);
            }
        }
        throw new UnusableLauncherException("The launcher could not be unpacked and run:" + faults
                + "\nSet isolated.cache to a directory that you can write and that is not mounted noexec, or unpack the"
                + " launcher from the jar yourself and name it by isolated.launcher."
                + Troubleshooting.see("launcher"));
    }

    private static byte[] readFromJar() throws UnusableLauncherException {
        String machine = System.getProperty("os.arch", "unknown");
        String resource =
                "/org/junitisolated/internal/native/linux-" + ARCHITECTURES.getOrDefault(machine, machine) + "/" + NAME;
        try (InputStream in = LauncherBinary.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new UnusableLauncherException(
                        "This jar has no launcher for the architecture " + machine + " (" + resource
                                + "). Build one from the sources with make and gcc, and name it by isolated.launcher."
                                + Troubleshooting.see("launcher"));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IsolationException("The launcher could not be read from the jar: " + resource, e);
        }
    }

    /** Writes to a temporary name and renames, so that several builds at once never see half a file. */
    private static Path unpack(byte[] launcher, Path cache) throws IOException {
        CacheDirectories.prepare(cache);
        Path directory = cache.resolve("bin").resolve(fingerprint(launcher));
        Files.createDirectories(directory);
        Path target = directory.resolve(NAME);
        if (Files.isExecutable(target) && Arrays.equals(Files.readAllBytes(target), launcher)) {
            return target;
        }
        Path temporary = Files.createTempFile(directory, NAME, ".tmp");
        try {
            Files.write(temporary, launcher);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return target;
    }

    private static String fingerprint(byte[] launcher) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(launcher);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Tries the launcher, since permissions alone do not tell of noexec, of another architecture, of policies. */
    private static Optional<String> findFault(Path launcher) {
        try {
            Process process = ExecutableStart.start(
                    new ProcessBuilder(launcher.toString(), "--version").redirectErrorStream(true));
            process.getOutputStream().close();
            if (!process.waitFor(TRY_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of(launcher + " --version does not end.");
            }
            // Only now, and only what is there: reading to the end would wait for whatever holds the pipe open.
            InputStream pipe = process.getInputStream();
            String output = new String(pipe.readNBytes(Math.min(pipe.available(), 1000)), StandardCharsets.UTF_8);
            return process.exitValue() == 0 && output.startsWith(NAME)
                    ? Optional.empty()
                    : Optional.of(launcher + " --version answers with exit code " + process.exitValue() + ": "
                            + output.strip());
        } catch (IOException e) {
            return Optional.of(launcher + " cannot be executed (" + e.getMessage()
                    + "): it does not exist, is built for another machine, or its file system is mounted noexec.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while " + launcher + " was tried.");
        }
    }
}
