package org.junitisolated.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes what was measured as Markdown. */
final class Report {

    static final String PICTURE = "benchmark.svg";

    private static final String INTRODUCTION = """
            # Benchmark

            What an isolated test costs, next to other ways of isolating it, measured in one run of `scripts/benchmark`, which
            writes this page. All contenders take turns, round after round; the figures are medians, and the range in which the
            middle half of the values lies. Times are per test, or per JVM or command where no test is run. Ratios are to (b),
            the least that a JVM of its own in fresh namespaces can cost without preparation.

            ![medians](%s)

            """.formatted(PICTURE);

    private final List<String> lines = new ArrayList<>();

    private Report() {}

    static String of(Map<Jdk, Samples> results, Effort effort, List<String> circumstances) {
        Report report = new Report();
        report.addWarning(effort);
        results.forEach(report::addTable);
        report.addTargets(results);
        report.addMethod(effort);
        report.addCircumstances(circumstances);
        return INTRODUCTION + String.join("\n", report.lines) + "\n";
    }

    private void addWarning(Effort effort) {
        if (!effort.isFull()) {
            add(
                    "**Less than the full effort: this shows that all works, and no more; the targets are for plans of "
                            + Effort.FULL.tests() + " tests.**",
                    "");
        }
    }

    private void addTable(Jdk jdk, Samples samples) {
        add("## " + jdk, "", "| | what | median | quartiles | to (b) |", "| --- | --- | --- | --- | --- |");
        for (Row row : Row.values()) {
            String what = "| " + row.letter() + " | " + row.description() + " | ";
            add(what
                    + samples.quartiles(row)
                            .map(quartiles -> cells(row, quartiles, samples))
                            .orElseGet(() -> samples.reason(row) + " | | |"));
        }
        add("");
    }

    private static String cells(Row row, Quartiles quartiles, Samples samples) {
        Optional<Double> ratio =
                samples.median(Row.IN_NAMESPACES).filter(to -> row.isTime()).map(to -> quartiles.median() / to);
        return number(quartiles.median()) + " " + row.unit() + samples.remark(row) + " | " + number(quartiles.lower())
                + " to " + number(quartiles.upper()) + " | "
                + ratio.map(Report::number).orElse("") + " |";
    }

    private void addTargets(Map<Jdk, Samples> results) {
        add("## Targets", "", "| JDK | target | at most | measured | reached |", "| --- | --- | --- | --- | --- |");
        results.forEach((jdk, samples) -> Target.ALL.forEach(target -> addTarget(jdk, samples, target)));
        add("");
    }

    private void addTarget(Jdk jdk, Samples samples, Target target) {
        double most = target.most(jdk);
        Optional<Double> measured = target.measured(samples);
        add("| " + jdk.feature() + " | " + target.description() + " | " + target.format(most) + " | "
                + measured.map(value -> target.format(value) + samples.remark(target.row()) + " | "
                                + (value <= most ? "reached" : "not reached"))
                        .orElse("none | not measured")
                + " |");
    }

    private void addMethod(Effort effort) {
        add(
                "## How",
                "",
                "- Rounds: %d. Tests of a plan: %d in (c) and (f), %d in (d), (e) and (f) without class archive, %d in (g), %d in (k)."
                        .formatted(
                                effort.rounds(),
                                effort.tests(),
                                effort.slowTests(),
                                effort.sleepingTests(),
                                effort.tests() * TestProject.NETWORK_TESTS),
                "- (a), (b), (c), (e), (f), (k): from before the process is created until it has ended, the start of the plan's own"
                        + " JVM included, divided by the number of tests. The fewer tests, the more of that start falls on each.",
                "- (b), (h): user, network, process, mount, IPC and UTS namespaces, nothing of the file system protected.",
                "- (d): the time of a run with that many classes less that of a run with one, divided by the number of classes"
                        + " more. So neither Maven's own time nor what Surefire does once counts.",
                "- (e): one after the other, each with the start of the sandbox and of JUnit.",
                "- (f): tests with `@Hermetic`, under JUnit's ConsoleLauncher. Without class archive, with `isolated.archive=off`"
                        + " and an empty `isolated.cache`, so that the launcher is unpacked, too; otherwise both were there"
                        + " before, or it says below that no archive was. Children wait ahead of their tests as by default.",
                "- (g): tests with `@Hermetic` that sleep for 200 ms, one after the other. What is added is the time from one"
                        + " end to the next as the parent's listeners are told, less the test's own time by its own clock; and"
                        + " the same from start to end. Without the first test of a plan, whose child starts with the plan.",
                "- (g) is short of CPU time where a child takes more of it to start than the cores have in 200 ms: then a test"
                        + " waits for its child, and that is added, too.",
                "- (h): a shell runs the command %d times.".formatted(effort.loops()),
                "- (i): the difference between two runs of (c), one after the other, in turn.",
                "- (j): `Private_Clean` and `Private_Dirty` of the JVMs of children that wait while another one runs a test.",
                "- (k): classes of %d tests, one test after the other; a server and a client on loopback, of which one sends a"
                                .formatted(TestProject.NETWORK_TESTS)
                        + " byte.",
                "");
    }

    private void addCircumstances(List<String> circumstances) {
        add("## Where", "");
        circumstances.forEach(each -> add("- " + each));
    }

    private void add(String... more) {
        lines.addAll(List.of(more));
    }

    /** Three digits say more than anybody can repeat. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
