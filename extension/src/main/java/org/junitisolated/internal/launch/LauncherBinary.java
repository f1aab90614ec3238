package org.junitisolated.internal.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junitisolated.IsolationException;

/**
 * Finds the native launcher: at the path that the user names, or unpacked from the jar into the cache directory. Its
 * path there stays the same from build to build, since AppArmor allows by path; other versions have other paths, since
 * builds with different ones may run at the same time.
 */
public final class LauncherBinary {

    static final String NAME = "junit-isolated-launcher";
    private static final long TRY_SECONDS = 30;

    private LauncherBinary() {}

    /**
     * What has come of looking for the launcher.
     *
     * @param launcher an executable that has just been seen to run
     * @param faults what was tried before, or instead
     */
    public record Search(Optional<Path> launcher, List<LauncherFault> faults) {}

    /**
     * Looks for a launcher, and says of each place that was tried why it is not the one.
     *
     * @param explicitPath a launcher of the user's own, which is used or not: there is no other instead
     * @param explicitCache the only directory to unpack to, if the user names one
     * @throws UnusableLauncherException where there is none to look for
     */
    public static Search search(Optional<Path> explicitPath, Optional<Path> explicitCache)
            throws UnusableLauncherException {
        return search(explicitPath, CacheDirectories.inOrder(explicitCache));
    }

    private static Search search(Optional<Path> explicitPath, List<Path> cacheDirectories)
            throws UnusableLauncherException {
        requireLinux();
        if (explicitPath.isPresent()) {
            Path launcher = explicitPath.get().toAbsolutePath();
            List<LauncherFault> faults = findFault(launcher).stream().toList();
            return new Search(faults.isEmpty() ? Optional.of(launcher) : Optional.empty(), faults);
        }
        return unpackIntoFirstUsable(cacheDirectories);
    }

    /**
     * Returns an executable that has just been seen to run.
     *
     * @param explicitPath a launcher of the user's own, which is used or fails: there is no other instead
     * @param cacheDirectories where to unpack to, in order of preference
     * @throws UnusableLauncherException where this machine runs none
     * @throws IsolationException where the one that the user names does not run
     */
    static Path find(Optional<Path> explicitPath, List<Path> cacheDirectories) throws UnusableLauncherException {
        Search search = search(explicitPath, cacheDirectories);
        if (search.launcher().isPresent()) {
            return search.launcher().get();
        }
        if (explicitPath.isPresent()) {
            throw new IsolationException(noExplicit(search.faults()));
        }
        throw new UnusableLauncherException(noneUnpacked(search.faults()));
    }

    private static String noExplicit(List<LauncherFault> faults) {
        return "The launcher that isolated.launcher names cannot be used:" + describe(faults)
                + "\nCorrect the path, or leave the parameter out to use the launcher in the jar."
                + Troubleshooting.see("launcher");
    }

    private static String noneUnpacked(List<LauncherFault> faults) {
        return "The launcher could not be unpacked and run:" + describe(faults)
                + "\nSet isolated.cache to a directory that you can write and that is not mounted noexec, or unpack the"
                + " launcher from the jar yourself and name it by isolated.launcher."
                + Troubleshooting.see("launcher");
    }

    private static String describe(List<LauncherFault> faults) {
        return faults.stream().map(LauncherFault::describe).collect(Collectors.joining());
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

    private static Search unpackIntoFirstUsable(List<Path> cacheDirectories) throws UnusableLauncherException {
        byte[] launcher = readFromJar();
        List<LauncherFault> faults = new ArrayList<>();
        for (Path cache : cacheDirectories) {
            try {
                Path unpacked = unpack(launcher, cache);
                Optional<LauncherFault> fault = findFault(unpacked);
                if (fault.isEmpty()) {
                    return new Search(Optional.of(unpacked), faults);
                }
                faults.add(fault.get());
            } catch (IOException e) {
                faults.add(LauncherFault.notWritten(cache, e));
            }
        }
        return new Search(Optional.empty(), faults);
    }

    private static byte[] readFromJar() throws UnusableLauncherException {
        try {
            byte[] launcher = NativeFiles.read(NAME);
            if (launcher == null) {
                throw new UnusableLauncherException("This jar has no launcher for the architecture "
                        + System.getProperty("os.arch", "unknown") + " (" + NativeFiles.resource(NAME)
                        + "). Build one from the sources with make and gcc, and name it by isolated.launcher."
                        + Troubleshooting.see("launcher"));
            }
            return launcher;
        } catch (IOException e) {
            throw new IsolationException(
                    "The launcher could not be read from the jar: " + NativeFiles.resource(NAME), e);
        }
    }

    private static Path unpack(byte[] launcher, Path cache) throws IOException {
        CacheDirectories.prepare(cache);
        return NativeFiles.unpack(launcher, cache.resolve("bin").resolve(Fingerprint.of(launcher)), NAME);
    }

    /** Tries the launcher, since permissions alone do not tell of noexec, of another architecture, of policies. */
    private static Optional<LauncherFault> findFault(Path launcher) {
        try {
            Process process = ExecutableStart.start(
                    new ProcessBuilder(launcher.toString(), "--version").redirectErrorStream(true));
            process.getOutputStream().close();
            if (!process.waitFor(TRY_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of(LauncherFault.wrongAnswer(launcher, launcher + " --version does not end"));
            }
            // Only now, and only what is there: reading to the end would wait for whatever holds the pipe open.
            InputStream pipe = process.getInputStream();
            String output = new String(pipe.readNBytes(Math.min(pipe.available(), 1000)), StandardCharsets.UTF_8);
            return process.exitValue() == 0 && output.startsWith(NAME)
                    ? Optional.empty()
                    : Optional.of(LauncherFault.wrongAnswer(
                            launcher,
                            launcher + " --version answers with exit code " + process.exitValue() + ": "
                                    + output.strip()));
        } catch (IOException e) {
            return Optional.of(LauncherFault.notExecuted(launcher, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(LauncherFault.wrongAnswer(launcher, "interrupted while " + launcher + " was tried"));
        }
    }
}
