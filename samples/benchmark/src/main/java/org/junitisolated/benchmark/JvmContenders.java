package org.junitisolated.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the least costs that any isolation by processes has: a JVM, and namespaces. */
record JvmContenders(Bench bench) {

    /** What {@code @Hermetic} asks for; the user namespace comes with them. */
    private static final List<String> NAMESPACES = List.of("--net", "--pid", "--mount", "--ipc", "--uts");

    /** The same in the words of util-linux, with the /proc that our launcher mounts, too. */
    static final List<String> UNSHARE_NAMESPACES = List.of(
            "--user", "--map-root-user", "--pid", "--fork", "--mount-proc", "--net", "--ipc", "--uts", "--mount");

    /** A shell creates processes quicker, and more evenly, than a JVM. */
    private static final String LOOP = "set -e; i=$1; shift; while [ $i -gt 0 ]; do \"$@\"; i=$((i - 1)); done";

    /** What is so short tells little once. */
    private static final int REPETITIONS = 5;

    Map<Row, Contender> all() {
        return Map.of(
                Row.BARE_JAVA, samples -> hello(samples, Row.BARE_JAVA, List.of()),
                Row.IN_NAMESPACES, samples -> hello(samples, Row.IN_NAMESPACES, launcher()),
                Row.LAUNCHER_ALONE, this::withoutJvm);
    }

    private List<String> launcher() {
        return Stream.of(Stream.of(bench.launcher().toString()), NAMESPACES.stream(), Stream.of("--"))
                .flatMap(words -> words)
                .toList();
    }

    private void hello(Samples samples, Row row, List<String> before) throws Exception {
        List<String> line = new ArrayList<>(before);
        line.addAll(bench.java(bench.project().tests().toString(), TestProject.HELLO));
        Command command = bench.command(line);
        for (int i = 0; i < REPETITIONS; i++) {
            Command.Outcome outcome = command.run();
            if (!outcome.output().contains("hello")) {
                throw command.failure("no hello", outcome.output());
            }
            samples.add(row, outcome.millis());
        }
    }

    /** By turns, since the two are close to each other. */
    private void withoutJvm(Samples samples) throws Exception {
        Optional<String> unshare = Tools.find("unshare");
        if (unshare.isEmpty()) {
            samples.missing(Row.UNSHARE_ALONE, "`unshare` is missing");
        }
        for (int i = 0; i < REPETITIONS; i++) {
            samples.add(Row.LAUNCHER_ALONE, loop(launcher()));
            if (unshare.isPresent()) {
                List<String> line = new ArrayList<>(List.of(unshare.get()));
                line.addAll(UNSHARE_NAMESPACES);
                samples.add(Row.UNSHARE_ALONE, loop(line));
            }
        }
    }

    private double loop(List<String> command) throws Exception {
        int loops = bench.effort().loops();
        List<String> line = new ArrayList<>(List.of("sh", "-c", LOOP, "sh", Integer.toString(loops)));
        line.addAll(command);
        line.add("true");
        return bench.command(line).run().millis() / loops;
    }
}
