package org.junitisolated.internal.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junitisolated.Namespace;
import org.junitisolated.internal.launch.ChildSpec;
import org.junitisolated.internal.launch.Refusal;

/**
 * A child as it may be had on this machine: all of what was wanted, or less where something has been refused.
 *
 * @param wanted what the test asks for
 * @param spec what is tried
 * @param withLauncher whether the launcher is used; without, the child is isolated by nothing but its being a JVM
 * @param refusals what has been refused so far
 */
record Attempt(ChildSpec wanted, ChildSpec spec, boolean withLauncher, List<Refusal> refusals) {

    private static final Set<String> LIMIT_STEPS = Set.of("cgroup", "limits");

    static Attempt at(ChildSpec wanted) {
        return new Attempt(wanted, wanted, true, List.of());
    }

    boolean isDegraded() {
        return !refusals.isEmpty();
    }

    /** Returns what is to be tried next. Each time it is less, so that there is an end. */
    Attempt afterRefusal(Refusal refusal) {
        List<Refusal> all = new ArrayList<>(refusals);
        if (!all.contains(refusal)) {
            all.add(refusal); // The same step can be refused once more, where leaving out its own part was not enough.
        }
        Set<Namespace> ofStep = RefusedSteps.namespacesOf(refusal.step());
        if (refusal.step().equals(Refusal.LAUNCHER)) {
            return withoutLauncher(all);
        } else if (!Collections.disjoint(ofStep, spec.namespaces())) {
            return with(spec.without(ofStep), all);
        } else if (LIMIT_STEPS.contains(refusal.step()) && spec.limits().areHeld()) {
            return with(spec.withoutLimits(), all);
        } else if (!spec.namespaces().isEmpty()) {
            return with(spec.without(spec.namespaces()), all);
        } else if (spec.limits().areHeld()) {
            return with(spec.withoutLimits(), all);
        }
        return withoutLauncher(all);
    }

    private Attempt with(ChildSpec less, List<Refusal> all) {
        return new Attempt(wanted, less, true, List.copyOf(all));
    }

    private Attempt withoutLauncher(List<Refusal> all) {
        ChildSpec bare = spec.without(spec.namespaces()).withoutLimits();
        return new Attempt(wanted, bare, false, List.copyOf(all));
    }

    /** Names what is wanted and not there. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        Set<Namespace> namespaces = new TreeSet<>(wanted.namespaces());
        namespaces.removeAll(spec.namespaces());
        namespaces.forEach(namespace -> missing.add(namespace.name().toLowerCase(Locale.ROOT)));
        if (wanted.limits().areHeld() && !spec.limits().areHeld()) {
            missing.add("limits");
        }
        if (!withLauncher) {
            missing.add("launcher");
        }
        return missing;
    }

    /** Says what is missing and why. */
    String describe() {
        StringBuilder text = new StringBuilder("missing: " + String.join(", ", missing()));
        for (Refusal refusal : refusals) {
            text.append("; step ").append(refusal.step()).append(": ").append(refusal.error());
            if (!refusal.error().startsWith(refusal.cause())) {
                text.append(": ").append(refusal.cause());
            }
        }
        return text.toString();
    }
}
