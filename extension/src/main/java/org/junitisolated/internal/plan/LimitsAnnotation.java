package org.junitisolated.internal.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junitisolated.Limits;
import org.junitisolated.internal.launch.ChildLimits;
import org.junitisolated.internal.launch.Misuse;
import org.junitisolated.internal.launch.SizeText;

/** Reads {@code @Limits}, and refuses what no JVM can live with. */
final class LimitsAnnotation {

    private static final long LEAST_MEMORY = 64 << 20;
    private static final int LEAST_PROCESSES = 64;
    private static final double FEWEST_CPUS = 0.01;
    private static final double MOST_CPUS = 1000;
    private static final int MILLI = 1000;

    private LimitsAnnotation() {}

    static ChildLimits read(List<Limits> annotations) {
        return annotations.isEmpty()
                ? ChildLimits.NONE
                : ChildLimits.of(
                        memory(annotations.get(0)), cpusMilli(annotations.get(0)), processes(annotations.get(0)));
    }

    private static OptionalLong memory(Limits limits) {
        if (limits.memory().isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong memory = SizeText.parse(limits.memory());
        if (memory.isEmpty()) {
            throw misuse(limits, "memory must be " + SizeText.ALLOWED + ", such as \"512M\"");
        } else if (memory.getAsLong() < LEAST_MEMORY) {
            throw misuse(limits, "memory is too small for a JVM to start; it must be at least 64M");
        }
        return memory;
    }

    /** The kernel divides time into parts of 100 ms, of which a control group gets 1 ms at least. */
    private static OptionalInt cpusMilli(Limits limits) {
        double cpus = limits.cpus();
        if (cpus == 0) {
            return OptionalInt.empty();
        } else if (!(cpus >= FEWEST_CPUS && cpus <= MOST_CPUS)) {
            throw misuse(limits, "cpus must be 0.01 to 1000, or 0 for no limit");
        }
        return OptionalInt.of((int) Math.round(cpus * MILLI));
    }

    private static OptionalInt processes(Limits limits) {
        int processes = limits.processes();
        if (processes == 0) {
            return OptionalInt.empty();
        } else if (processes < LEAST_PROCESSES) {
            throw misuse(
                    limits,
                    "processes is too small for a JVM to start, whose threads are counted; it must be at least "
                            + LEAST_PROCESSES + ", or 0 for no limit");
        }
        return OptionalInt.of(processes);
    }

    private static RuntimeException misuse(Limits limits, String reason) {
        String text = new AnnotationText("Limits")
                .with("memory", limits.memory(), "")
                .with("cpus", limits.cpus(), 0.0)
                .with("processes", limits.processes(), 0)
                .toString();
        return Misuse.ofLimits(text, reason);
    }
}
