package org.junitisolated.internal.machine;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A line of {@code mountinfo}, see proc(5). */
public record Mount(String root, String point, Set<String> options, String type, String source) {

    /**
     * <pre>
     * ID PARENT MAJOR:MINOR ROOT POINT OPTIONS [TAG...] - TYPE SOURCE SUPER-OPTIONS
     * </pre>
     */
    static Optional<Mount> parse(String line) {
        int separator = line.indexOf(" - ");
        if (separator < 0) {
            return Optional.empty();
        }
        String[] first = line.substring(0, separator).split(" ", -1);
        String[] second = line.substring(separator + 3).split(" ", -1);
        if (first.length < 6 || second.length < 2) {
            return Optional.empty();
        }
        return Optional.of(new Mount(
                withoutEscapes(first[3]),
                withoutEscapes(first[4]),
                Set.copyOf(Arrays.asList(first[5].split(",", -1))),
                second[0],
                withoutEscapes(second[1])));
    }

    /** Blanks and the like are written in octal. */
    private static String withoutEscapes(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    public boolean has(String option) {
        return options.contains(option);
    }

    /** Tells whether the path is at this mount's point or below it. */
    public boolean covers(String path) {
        return point.equals("/") || path.equals(point) || path.startsWith(point + "/");
    }

    /** Tells whether this mount is below the directory, and not at it. */
    public boolean isBelow(String directory) {
        String start = directory.equals("/") ? "/" : directory + "/";
        return point.startsWith(start) && !point.equals(directory);
    }
}
