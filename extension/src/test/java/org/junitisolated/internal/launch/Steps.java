package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The steps that the launcher reports. */
final class Steps {

    private Steps() {}

    /** Returns them out of the launcher's own source. */
    static List<String> all() throws IOException {
        return Pattern.compile("#define STEP_\\w+ \"([^\"]+)\"")
                .matcher(Files.readString(Path.of("src/main/c/status.h")))
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
