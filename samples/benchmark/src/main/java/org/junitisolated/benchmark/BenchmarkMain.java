package org.junitisolated.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.junitisolated.benchmark.Command.FailedException;

/** Measures isolated tests next to other ways of isolating them: see {@code scripts/benchmark}. */
public final class BenchmarkMain {

    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;

    private BenchmarkMain() {}

    /** Measures, and writes the report; fails if a contender does. */
    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("benchmark: " + e.getMessage() + "\n" + Options.USAGE);
            return EXIT_USAGE;
        }
        try {
            measure(options);
            return 0;
        } catch (FailedException e) {
            System.err.println("benchmark: " + e.getMessage());
            return EXIT_FAILED;
        }
    }

    private static void measure(Options options) throws Exception {
        Path directory = Path.of("samples/benchmark/target/project").toAbsolutePath();
        if (Files.exists(directory)) {
            Caches.delete(directory);
        }
        ClassPaths classPaths = ClassPaths.own();
        TestProject project =
                TestProject.create(directory, classPaths, options.effort().mostTests());
        Path launcher = Tools.unpackLauncher(classPaths.extension(), directory);
        List<Bench> benches = options.jdks().stream()
                .map(jdk -> new Bench(jdk, project, classPaths, launcher, options.effort()))
                .toList();
        Map<Jdk, Samples> results = new Turns(benches).takeAll();
        write(options, results, Circumstances.describe(benches.get(0), results));
        if (options.complete()) {
            requireAll(results);
        }
    }

    /** Otherwise nobody would notice a machine on which only a part can be measured. */
    private static void requireAll(Map<Jdk, Samples> results) throws FailedException {
        Set<String> reasons = results.values().stream()
                .flatMap(samples -> samples.missing().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!reasons.isEmpty()) {
            throw new FailedException(String.join(", ", reasons));
        }
    }

    private static void write(Options options, Map<Jdk, Samples> results, List<String> circumstances)
            throws IOException, XMLStreamException {
        Files.createDirectories(options.output());
        Path report = options.output().resolve("benchmark.md");
        Files.writeString(report, Report.of(results, options.effort(), circumstances));
        Files.writeString(options.output().resolve(Report.PICTURE), Chart.of(results));
        System.out.println("Written: " + report);
    }
}
