package org.junitisolated.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Watches the children of a plan from outside, and notes how much memory those have to themselves that wait. A child that
 * has come to its test has a file open; while one has been in its test for a second, all others are ready and wait.
 */
final class StandbyMemory implements Consumer<ProcessHandle> {

    static final int TESTS = 2;
    static final int SLEEP_MILLIS = 1500;
    static final Duration INTERVAL = Duration.ofMillis(100);

    private static final long SETTLED_NANOS = 1_000_000_000;

    private final Path marker;
    private final Map<Long, Long> testsSince = new HashMap<>();
    private final Map<Long, Double> standbys = new HashMap<>();

    StandbyMemory(TestProject project) {
        this.marker = project.directory().resolve(TestProject.RUNNING);
    }

    /** Returns one figure for each child that has waited, the last one before it got a test. */
    Collection<Double> mebibytes() {
        return standbys.values();
    }

    @Override
    public void accept(ProcessHandle plan) {
        List<Long> children = plan.descendants()
                .map(ProcessHandle::pid)
                .filter(StandbyMemory::isJvm)
                .toList();
        List<Long> inTests = children.stream().filter(this::isInTest).toList();
        testsSince.keySet().retainAll(inTests);
        inTests.forEach(pid -> testsSince.putIfAbsent(pid, System.nanoTime()));
        if (testsSince.values().stream().anyMatch(since -> System.nanoTime() - since >= SETTLED_NANOS)) {
            children.stream().filter(pid -> !inTests.contains(pid)).forEach(this::note);
        }
    }

    private static boolean isJvm(long pid) {
        return link(Path.of("/proc/" + pid + "/exe")).endsWith("/java");
    }

    private boolean isInTest(long pid) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors.anyMatch(descriptor -> link(descriptor).equals(marker.toString()));
        } catch (IOException | UncheckedIOException e) {
            return false; // It has just ended.
        }
    }

    private static String link(Path path) {
        try {
            return Files.readSymbolicLink(path).toString();
        } catch (IOException e) {
            return ""; // Ended, or closed.
        }
    }

    private void note(long pid) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"));
            standbys.put(pid, privateKibibytes(lines) / 1024.0);
        } catch (IOException e) {
            // It has just ended.
        }
    }

    static long privateKibibytes(List<String> smaps) {
        return smaps.stream()
                .filter(line -> line.startsWith("Private_Clean:") || line.startsWith("Private_Dirty:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }
}
