package org.junitisolated.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tests that are not isolated, all in one JVM, without the extension and with it. */
final class PlainContenders {

    private final Bench bench;
    private boolean extensionFirst;

    PlainContenders(Bench bench) {
        this.bench = bench;
    }

    Map<Row, Contender> all() {
        return Map.of(Row.PLAIN, this::measure);
    }

    /** Also measures what the extension adds: in pairs, for the machine may be busier in one round than in another. */
    private void measure(Samples samples) throws Exception {
        int tests = bench.effort().tests();
        for (int i = 0; i < bench.effort().pairs(); i++) {
            double first = run(extensionFirst, tests);
            double second = run(!extensionFirst, tests);
            double with = extensionFirst ? first : second;
            double without = extensionFirst ? second : first;
            extensionFirst = !extensionFirst;
            samples.add(Row.PLAIN, without / tests);
            samples.add(Row.UNUSED_EXTENSION, with - without);
        }
    }

    private double run(boolean withExtension, int tests) throws Exception {
        Path directory = bench.project().tests();
        String classPath = withExtension
                ? bench.classPaths().extended(directory)
                : bench.classPaths().plain(directory);
        List<String> classes = TestProject.classes(TestProject.PLAIN, tests);
        return bench.runConsole(bench.console(classPath, classes, Map.of()), tests);
    }
}
