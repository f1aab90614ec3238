package org.junitisolated.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tests that need a network: on free ports in the one that all share, or each with a network of its own in a shared JVM. */
record NetworkContenders(Bench bench, Path warmCache) {

    Map<Row, Contender> all() {
        return Map.of(Row.NETWORK_PLAIN, this::plain, Row.NETWORK_SHARED, this::shared);
    }

    private void plain(Samples samples) throws Exception {
        String classPath = bench.classPaths().plain(bench.project().tests());
        measure(samples, Row.NETWORK_PLAIN, TestProject.NETWORK, classPath, Map.of());
    }

    private void shared(Samples samples) throws Exception {
        String classPath = bench.classPaths().extended(bench.project().tests());
        Map<String, String> parameters = Map.of("isolated.cache", warmCache.toString());
        measure(samples, Row.NETWORK_SHARED, TestProject.SHARED_NETWORK, classPath, parameters);
    }

    private void measure(Samples samples, Row row, String kind, String classPath, Map<String, String> parameters)
            throws Exception {
        List<String> classes = TestProject.classes(kind, bench.effort().tests());
        int tests = classes.size() * TestProject.NETWORK_TESTS;
        samples.add(row, bench.runConsole(bench.console(classPath, classes, parameters), tests) / tests);
    }
}
