package org.junitisolated.internal.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junitisolated.internal.machine.Machine;

/**
 * Why this machine refuses a step of the launcher's set-up. Failing tests and the doctor say it in the same words.
 *
 * @param cause why, as a clause
 * @param seen whether the cause has been seen; else it is the likeliest
 * @param remedies what mends it, each enough by itself: commands and settings, those for this machine first
 * @param evidence what was looked at, as {@code setting = value}
 */
public record Diagnosis(String cause, boolean seen, List<String> remedies, List<String> evidence) {

    static final String UNKNOWN = "not known";

    /** What can be known of each step, the surest first. The first answer that was seen counts, else the first at all. */
    private static final List<Function<RefusedStep, Stream<Diagnosis>>> EXPERTS = List.of(
            FilterCauses::of,
            NamespaceCauses::of,
            PrivilegeCauses::of,
            MountCauses::of,
            SecurityModuleCauses::of,
            OtherCauses::of);

    public Diagnosis {
        remedies = List.copyOf(remedies);
        evidence = List.copyOf(evidence);
    }

    /** Looks for the cause on this machine. */
    public static Diagnosis of(String step, int errno, String errnoName, String text) {
        return of(step, errno, errnoName, text, Machine.here());
    }

    static Diagnosis of(String step, int errno, String errnoName, String text, Machine machine) {
        RefusedStep refused = new RefusedStep(step, errno, errnoName, text, machine);
        // What the machine has run out of the error says itself, at whatever step.
        return ResourceCauses.of(refused).findFirst().orElseGet(() -> surest(refused));
    }

    private static Diagnosis surest(RefusedStep refused) {
        List<Diagnosis> found =
                EXPERTS.stream().flatMap(expert -> expert.apply(refused)).toList();
        Optional<Diagnosis> sure = found.stream().filter(Diagnosis::seen).findFirst();
        return sure.or(() -> found.stream().findFirst()).orElseGet(() -> OtherCauses.unknown(refused));
    }

    /** Looks for the reason why limits cannot be set by control groups. */
    public static Diagnosis ofMissingControlGroups() {
        return OtherCauses.controlGroups(Machine.here());
    }

    static Diagnosis seen(String cause) {
        return new Diagnosis(cause, true, List.of(), List.of());
    }

    static Diagnosis likely(String cause) {
        return new Diagnosis(cause, false, List.of(), List.of());
    }

    Diagnosis remedy(String... more) {
        return remedies(List.of(more));
    }

    Diagnosis remedies(List<String> more) {
        return new Diagnosis(cause, seen, join(remedies, more), evidence);
    }

    Diagnosis evidence(String... more) {
        return new Diagnosis(cause, seen, remedies, join(evidence, List.of(more)));
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    /** Returns the cause with how sure it is. */
    public String causeInWords() {
        return seen || cause.equals(UNKNOWN) ? cause : "most likely " + cause;
    }

    /** Returns all of it as lines, indented below a failure's first one. */
    String describe() {
        StringBuilder lines = new StringBuilder("  Cause:  " + causeInWords());
        String label = "\n  Remedy: ";
        for (String remedy : remedies) {
            lines.append(label).append(remedy);
            label = "\n      or: ";
        }
        label = "\n  Seen:   ";
        for (String each : evidence) {
            lines.append(label).append(each);
            label = "\n          ";
        }
        return lines.toString();
    }
}
