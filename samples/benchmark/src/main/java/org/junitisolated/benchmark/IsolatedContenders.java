package org.junitisolated.benchmark;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junitisolated.benchmark.driver.TimedPlan;

/** Ours: plans of {@code @Hermetic} tests. */
record IsolatedContenders(Bench bench, Path warmCache) {

    private static final Map<String, String> PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.mode.classes.default", "concurrent");

    private static final int SLEEP_MILLIS = 200;

    Map<Row, Contender> all() {
        return Map.of(
                Row.COLD, samples -> cold(samples, Row.COLD, Map.of()),
                Row.COLD_PARALLEL, samples -> cold(samples, Row.COLD_PARALLEL, PARALLEL),
                Row.WARM, samples -> warm(samples, Row.WARM, Map.of()),
                Row.WARM_PARALLEL, samples -> warm(samples, Row.WARM_PARALLEL, PARALLEL),
                Row.ADDED_BETWEEN, this::sleeping,
                Row.STANDBY_MEMORY, this::memory);
    }

    /** Has the warm cache filled, by both kinds of plans, lest the second kind has an archive of its own made later. */
    void fillCache() throws Exception {
        run(warmCache, 2, Map.of());
        timedPlan(2, 0).run();
    }

    /**
     * Waits until the class archive is in the warm cache.
     *
     * @return false if it did not come in time
     */
    boolean awaitArchive(Instant end) throws Exception {
        boolean there = Caches.awaitArchive(warmCache, bench.jdk(), end);
        // The first plan to use it finds it in no cache of the kernel's.
        run(warmCache, 2, Map.of());
        return there;
    }

    private void cold(Samples samples, Row row, Map<String, String> parameters) throws Exception {
        Path cache = Caches.fresh(bench.project().directory());
        Map<String, String> all = new HashMap<>(parameters);
        all.put("isolated.archive", "off");
        int tests = bench.effort().slowTests();
        samples.add(row, run(cache, tests, all) / tests);
        Caches.delete(cache);
    }

    private void warm(Samples samples, Row row, Map<String, String> parameters) throws Exception {
        int tests = bench.effort().tests();
        samples.add(row, run(warmCache, tests, parameters) / tests);
    }

    /** The whole time of the plan's JVM counts, its start as well. */
    private double run(Path cache, int tests, Map<String, String> parameters) throws Exception {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("isolated.cache", cache.toString());
        String classPath = bench.classPaths().extended(bench.project().tests());
        List<String> classes = TestProject.classes(TestProject.HERMETIC, tests);
        return bench.runConsole(bench.console(classPath, classes, all), tests);
    }

    /** The first test counts only as what is before the second: its child was started with the plan. */
    private void sleeping(Samples samples) throws Exception {
        int tests = bench.effort().sleepingTests();
        Command command = timedPlan(tests, SLEEP_MILLIS);
        String output = command.run().output();
        List<TestTime> times = TestTime.in(output);
        if (times.size() != tests) {
            throw command.failure("not " + tests + " tests passed and told their times, but " + times.size(), output);
        }
        for (int i = 1; i < tests; i++) {
            samples.add(Row.ADDED_BETWEEN, times.get(i).addedAfter(times.get(i - 1)));
            samples.add(Row.ADDED_WITHIN, times.get(i).added());
        }
    }

    private void memory(Samples samples) throws Exception {
        StandbyMemory memory = new StandbyMemory(bench.project());
        timedPlan(StandbyMemory.TESTS, StandbyMemory.SLEEP_MILLIS).run(StandbyMemory.INTERVAL, memory);
        if (memory.mebibytes().isEmpty()) {
            samples.missing(Row.STANDBY_MEMORY, "no child was seen waiting");
        }
        memory.mebibytes().forEach(value -> samples.add(Row.STANDBY_MEMORY, value));
    }

    private Command timedPlan(int tests, int sleepMillis) {
        List<String> line = new ArrayList<>(
                bench.java(bench.classPaths().withBenchmark(bench.project().tests())));
        line.add("-Disolated.cache=" + warmCache);
        line.add("-D" + TestProject.SLEEP + "=" + sleepMillis);
        line.add(TimedPlan.class.getName());
        line.addAll(TestProject.classes(TestProject.SLEEPING, tests));
        return bench.command(line);
    }
}
