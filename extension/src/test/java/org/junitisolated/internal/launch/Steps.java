package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The steps that the launcher reports. */
final class Steps {

    /** What the launcher is about to learn. */
    private static final List<String> TO_COME = List.of("host-port");

    private Steps() {}

    /** Returns them out of the launcher's own source. */
    static List<String> all() throws IOException {
        Stream<String> known = Pattern.compile("#define STEP_\\w+ \"([^\"]+)\"")
                .matcher(Files.readString(Path.of("src/main/c/status.h")))
                .results()
                .map(result -> result.group(1));
        return Stream.concat(known, TO_COME.stream()).distinct().toList();
    }
}
