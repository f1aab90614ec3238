package org.junitisolated.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What people do with the tools they have: a sandbox, and in it JUnit's ConsoleLauncher with one test. */
record SandboxContenders(Bench bench) {

    /** The host's files as they are, with a /proc and a /dev of the sandbox's own. */
    private static final List<String> BWRAP =
            List.of("--unshare-all", "--die-with-parent", "--bind", "/", "/", "--dev", "/dev", "--proc", "/proc");

    private static final List<String> UNSHARE = Stream.concat(
                    JvmContenders.UNSHARE_NAMESPACES.stream(), Stream.of("--cgroup"))
            .toList();

    Map<Row, Contender> all() {
        return Map.of(
                Row.BWRAP, samples -> measure(samples, Row.BWRAP, "bwrap", BWRAP),
                Row.UNSHARE, samples -> measure(samples, Row.UNSHARE, "unshare", UNSHARE));
    }

    private void measure(Samples samples, Row row, String tool, List<String> options) throws Exception {
        Optional<String> found = Tools.find(tool);
        if (found.isEmpty()) {
            samples.missing(row, "`" + tool + "` is missing");
            return;
        }
        String classPath = bench.classPaths().plain(bench.project().tests());
        for (String testClass :
                TestProject.classes(TestProject.PLAIN, bench.effort().slowTests())) {
            List<String> line = new ArrayList<>(List.of(found.get()));
            line.addAll(options);
            line.addAll(bench.console(classPath, List.of(testClass), Map.of()));
            samples.add(row, bench.runConsole(line, 1));
        }
    }
}
