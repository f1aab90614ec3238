package org.junitisolated.internal.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The JVM arguments of children: some of our own, then the parent's, so that what the user has chosen wins. */
final class ChildArguments {

    private static final List<String> OWN = List.of(
            // A file in /tmp under the JVM's pid: a killed child leaves it, and children in pid namespaces have the
            // same
            // pid, of which the JVM warns.
            "-XX:-UsePerfData",
            // A child lives for a moment: what the second compiler would gain later, its work costs now.
            "-XX:TieredStopAtLevel=1");

    /**
     * The collector that starts fastest. By default it sets a third of the heap aside for young objects: a large array that
     * fits into the parent's heap might then not fit into the child's.
     */
    private static final List<String> COLLECTOR = List.of("-XX:+UseSerialGC", "-XX:NewRatio=9");

    /** A JVM refuses a second collector, and warns of what only another one can do. */
    private static final Pattern CHOOSES_COLLECTOR =
            Pattern.compile("-XX:(\\+Use\\w*GC|.*G1.*|.*StringDeduplication.*)");

    private ChildArguments() {}

    static List<String> of(List<String> parentArguments) {
        List<String> arguments = new ArrayList<>(OWN);
        if (parentArguments.stream()
                .noneMatch(argument -> CHOOSES_COLLECTOR.matcher(argument).matches())) {
            arguments.addAll(COLLECTOR);
        }
        arguments.addAll(parentArguments);
        return arguments;
    }

    /** Returns the argument that makes a JVM wait for a debugger before anything runs; the JVM tells when it listens. */
    static String debugger(int port) {
        return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:" + port;
    }
}
