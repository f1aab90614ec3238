package org.junitisolated.guide;

import java.util.ArrayList;
import java.util.List;

/** The lines of a source file between {@code // region NAME} and its {@code // endregion}; regions may be nested. */
final class Region {

    private Region() {}

    static List<String> of(List<String> file, String name) {
        int start = file.stream().map(String::strip).toList().indexOf("// region " + name);
        if (start < 0) {
            throw new IllegalArgumentException("no region " + name);
        }
        List<String> region = new ArrayList<>();
        int depth = 1;
        for (String line : file.subList(start + 1, file.size())) {
            if (line.strip().startsWith("// region ")) {
                depth++;
            } else if (line.strip().equals("// endregion")) {
                depth--;
            } else {
                region.add(line);
            }
            if (depth == 0) {
                return String.join("\n", region).stripIndent().strip().lines().toList();
            }
        }
        throw new IllegalArgumentException("no end of region " + name);
    }
}
