package org.junitisolated.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Tests each of which has a JVM of its own, by Surefire's own means: a fork for each class. */
final class SurefireContender {

    /** The last such line is the sum. */
    private static final Pattern TESTS_RUN =
            Pattern.compile("Tests run: (\\d+), Failures: 0, Errors: 0, Skipped: 0\\s*$", Pattern.MULTILINE);

    private static final Pattern VERSION = Pattern.compile("surefire(?:-plugin)?:([0-9][^: ]*):test");

    private final Bench bench;

    SurefireContender(Bench bench) {
        this.bench = bench;
    }

    Map<Row, Contender> all() {
        return Map.of(Row.SUREFIRE, this::measure);
    }

    /** Lets Maven download what it needs for this, so that it is offline when the time counts. */
    void prepare() throws Exception {
        Optional<String> maven = Tools.find("mvn");
        if (maven.isPresent()) {
            run(List.of(maven.get()), 1);
        }
    }

    /**
     * Measures the difference between many classes and one. What is left out is Maven's own time and the time that Surefire
     * takes to get ready; what counts is a fork more.
     */
    private void measure(Samples samples) throws Exception {
        Optional<String> maven = Tools.find("mvn");
        if (maven.isEmpty()) {
            samples.missing(Row.SUREFIRE, "`mvn` is missing");
            return;
        }
        List<String> offline = List.of(maven.get(), "--offline");
        int tests = bench.effort().slowTests();
        Command.Outcome one = run(offline, 1);
        noteVersion(samples, one.output());
        double many = run(offline, tests).millis();
        samples.add(Row.SUREFIRE, (many - one.millis()) / (tests - 1));
    }

    private static void noteVersion(Samples samples, String output) {
        VERSION.matcher(output).results().findFirst().ifPresent(found -> samples.note("Surefire " + found.group(1)));
    }

    private Command.Outcome run(List<String> maven, int tests) throws Exception {
        List<String> line = new ArrayList<>(maven);
        line.addAll(List.of(
                "--batch-mode",
                "surefire:test",
                "-DreuseForks=false",
                "-Dtest.jdk=" + bench.jdk().home(),
                "-Dtest=" + String.join(",", TestProject.classes(TestProject.PLAIN, tests))));
        Command command = bench.command(line);
        Command.Outcome outcome = command.run();
        Optional<MatchResult> sum =
                TESTS_RUN.matcher(outcome.output()).results().reduce((first, second) -> second);
        if (sum.isEmpty() || !sum.get().group(1).equals(Integer.toString(tests))) {
            throw command.failure("not " + tests + " tests successful", outcome.output());
        }
        return outcome;
    }
}
