package org.junitisolated.internal.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The JVM arguments of children: some of our own, then the user's, so that these win. */
final class ChildArguments {

    private static final List<String> OWN = List.of(
            // A file in /tmp under the JVM's pid: a killed child leaves it, and children in pid namespaces have the
            // same
            // pid, of which the JVM warns.
            "-XX:-UsePerfData",
            // A child lives for a moment, or for many short tests: what the second compiler would gain later, its work
            // costs now.
            "-XX:TieredStopAtLevel=1");

    /** What runs a few hundred times is not worth compiling. */
    private static final String ONLY_WHAT_RUNS_OFTEN = "-XX:CompileThresholdScaling=6";

    /**
     * The collector that starts fastest. By default it sets a third of the heap aside for young objects: a large array that
     * fits into the parent's heap might then not fit into the child's.
     */
    private static final List<String> COLLECTOR = List.of("-XX:+UseSerialGC", "-XX:NewRatio=9");

    private static final String SMALLEST_HEAP = "8m";

    /** A JVM refuses a second collector, and warns of what only another one can do. */
    private static final Pattern CHOOSES_COLLECTOR =
            Pattern.compile("-XX:(\\+Use\\w*GC|.*G1.*|.*StringDeduplication.*)");

    private static final Pattern SETS_LARGEST_HEAP =
            Pattern.compile("-Xmx.*|-XX:(MaxHeapSize|MaxRAMPercentage|MaxRAMFraction|MaxRAM)=.*");

    private static final Pattern SETS_FIRST_HEAP =
            Pattern.compile("-Xms.*|-XX:(InitialHeapSize|MinHeapSize|InitialRAMPercentage|MinRAMPercentage)=.*");

    private ChildArguments() {}

    /** Returns those of a child that one run has for itself. */
    static List<String> of(List<String> users, OptionalLong heap) {
        return of(users, heap, false);
    }

    /**
     * Returns the arguments.
     *
     * @param users those of the parent, then those that were asked for; of what contradicts itself, the last counts
     * @param heap the largest heap in bytes, unless the user has said how large it may be
     * @param forManyRuns whether the child lives on, so that what runs in each of them is worth compiling
     */
    static List<String> of(List<String> users, OptionalLong heap, boolean forManyRuns) {
        List<String> arguments = new ArrayList<>(OWN);
        if (!forManyRuns) {
            arguments.add(ONLY_WHAT_RUNS_OFTEN);
        }
        if (!contains(users, CHOOSES_COLLECTOR)) {
            arguments.addAll(COLLECTOR);
        }
        if (heap.isEmpty() || contains(users, SETS_LARGEST_HEAP)) {
            arguments.addAll(users);
            return arguments;
        }
        arguments.add("-Xmx" + heap.getAsLong());
        arguments.addAll(users);
        if (contains(users, SETS_FIRST_HEAP)) {
            // A JVM whose heap would begin larger than it may become does not start.
            arguments.add("-Xms" + SMALLEST_HEAP);
        }
        return arguments;
    }

    private static boolean contains(List<String> arguments, Pattern pattern) {
        return arguments.stream().anyMatch(argument -> pattern.matcher(argument).matches());
    }

    /** Returns the argument that makes a JVM wait for a debugger before anything runs; the JVM tells when it listens. */
    static String debugger(int port) {
        return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:" + port;
    }
}
