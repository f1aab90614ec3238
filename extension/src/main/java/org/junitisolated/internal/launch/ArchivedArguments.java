package org.junitisolated.internal.launch;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What of a child's arguments an archive depends on: the JVM uses one only if it was made with the same. */
final class ArchivedArguments {

    /** A JVM that agents may change the classes of gains nothing, or ignores all archives; and who has chosen, has. */
    private static final Pattern RULE_OUT = Pattern.compile(
            "-(javaagent|agentlib|agentpath):.*|-Xrun.*|-Xshare.*|-XX:.*(Archive|AOT|CDS|SharedSpaces).*");

    /** Switches, sizes, and what concerns modules and boot classes; neither files to write nor a test's own properties. */
    private static final Pattern MATTER =
            Pattern.compile("-XX:[+-].*|-XX:\\w+=\\d+[kKmMgGtT]?|-Xm[nsx].*|-Xbootclasspath.*|-D(java|jdk)\\..*|--.*");

    private ArchivedArguments() {}

    /** Returns the arguments that matter, in their order; empty where there is to be no archive. */
    static Optional<List<String>> of(List<String> arguments) {
        return arguments.stream()
                        .anyMatch(argument -> RULE_OUT.matcher(argument).matches())
                ? Optional.empty()
                : Optional.of(arguments.stream()
                        .filter(argument -> MATTER.matcher(argument).matches())
                        .toList());
    }
}
