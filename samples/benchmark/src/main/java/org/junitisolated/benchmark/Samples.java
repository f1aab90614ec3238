package org.junitisolated.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has been measured on one JDK. */
final class Samples {

    private final Map<Row, List<Double>> values = new EnumMap<>(Row.class);
    private final Map<Row, String> missing = new EnumMap<>(Row.class);

    private final Set<String> notes = new LinkedHashSet<>();
    private boolean archiveMissing;

    void add(Row row, double value) {
        values.computeIfAbsent(row, key -> new ArrayList<>()).add(value);
    }

    /** Notes why there are no values of a row. */
    void missing(Row row, String reason) {
        missing.put(row, reason);
    }

    /** Returns why there are no values of some rows. */
    Collection<String> missing() {
        return missing.values();
    }

    /** Notes what readers of the figures should know. */
    void note(String text) {
        notes.add(text);
    }

    Set<String> notes() {
        return notes;
    }

    /** Notes that no class archive came: the figures that it makes better are not what they should be. */
    void archiveMissing() {
        archiveMissing = true;
    }

    /** Returns what must stand beside a row's figure, wherever that is shown. */
    String remark(Row row) {
        return archiveMissing && row.hasArchive() ? ", no archive" : "";
    }

    Optional<Quartiles> quartiles(Row row) {
        return Optional.ofNullable(values.get(row)).map(Quartiles::of);
    }

    Optional<Double> median(Row row) {
        return quartiles(row).map(Quartiles::median);
    }

    String reason(Row row) {
        return missing.getOrDefault(row, "none");
    }
}
