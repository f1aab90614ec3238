package org.junitisolated.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lets all contenders take turns: what disturbs the machine for a while disturbs all of them. */
final class Turns {

    private final List<Bench> benches;
    private final Map<Jdk, Samples> results = new LinkedHashMap<>();
    private final Map<Jdk, Map<Row, Contender>> contenders = new LinkedHashMap<>();

    Turns(List<Bench> benches) {
        this.benches = List.copyOf(benches);
    }

    Map<Jdk, Samples> takeAll() throws Exception {
        prepare();
        int rounds = benches.get(0).effort().rounds();
        List<Row> order = new ArrayList<>(List.of(Row.values()));
        for (int round = 1; round <= rounds; round++) {
            for (Row row : order) {
                take(row, "round " + round + " of " + rounds);
            }
            // What one contender leaves behind shall not always meet the same other one.
            Collections.reverse(order);
        }
        return results;
    }

    private void prepare() throws Exception {
        List<IsolatedContenders> isolated = new ArrayList<>();
        for (Bench bench : benches) {
            say(bench.jdk() + ": getting ready");
            IsolatedContenders ours =
                    new IsolatedContenders(bench, Caches.fresh(bench.project().directory()));
            ours.fillCache();
            isolated.add(ours);
        }
        new SurefireContender(benches.get(0)).prepare();
        Duration wait = benches.get(0).effort().archiveWait();
        Instant end = Instant.now().plus(wait);
        for (IsolatedContenders ours : isolated) {
            Jdk jdk = ours.bench().jdk();
            Samples samples = new Samples();
            if (ours.awaitArchive(end)) {
                samples.note("with a class archive");
            } else {
                samples.archiveMissing();
                samples.note("no class archive came within " + wait.toSeconds() + " s, so all is without");
            }
            say(jdk + ": " + String.join("; ", samples.notes()));
            results.put(jdk, samples);
            contenders.put(jdk, contenders(ours));
        }
    }

    private static Map<Row, Contender> contenders(IsolatedContenders isolated) {
        Bench bench = isolated.bench();
        Map<Row, Contender> all = new EnumMap<>(Row.class);
        all.putAll(new JvmContenders(bench).all());
        all.putAll(new PlainContenders(bench).all());
        all.putAll(new SurefireContender(bench).all());
        all.putAll(new SandboxContenders(bench).all());
        all.putAll(isolated.all());
        all.putAll(new NetworkContenders(bench, isolated.warmCache()).all());
        return all;
    }

    private void take(Row row, String round) throws Exception {
        for (Map.Entry<Jdk, Samples> result : results.entrySet()) {
            Contender contender =
                    contenders.getOrDefault(result.getKey(), Map.of()).get(row);
            if (contender != null) {
                Samples samples = result.getValue();
                long start = System.nanoTime();
                contender.measure(samples);
                String median = samples.median(row)
                        .map(value -> Report.number(value) + " " + row.unit())
                        .orElseGet(() -> samples.reason(row));
                say(String.format(
                        Locale.ROOT,
                        "%s, %s, (%s) %s: %s so far (took %.1f s)",
                        round,
                        result.getKey(),
                        row.letter(),
                        row.description(),
                        median,
                        (System.nanoTime() - start) / 1e9));
            }
        }
    }

    private static void say(String progress) {
        System.out.println(progress);
    }
}
