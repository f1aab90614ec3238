package org.junitisolated.internal.failure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The throwables that one throwable refers to in one way: as its cause, suppressed, or failures.
 *
 * @param targets the first of them, at most as many as will be described at all
 * @param total how many there are
 * @param note what was thrown when they were asked for
 */
record Edges(
        String kind,
        List<Throwable> targets,
        int total,
        @Nullable String note) {

    static Edges cause(Throwable throwable) {
        UserCode.Outcome<Throwable> cause = UserCode.call("getCause", throwable::getCause);
        List<Throwable> targets = cause.value() == null ? List.of() : List.of(cause.value());
        return new Edges("cause", targets, targets.size(), cause.note());
    }

    static Edges suppressed(Throwable throwable, Budget budget) {
        return of("suppressed", "getSuppressed", () -> Arrays.asList(throwable.getSuppressed()), budget);
    }

    static Edges failures(Throwable throwable, Budget budget) {
        return of("failures", "getFailures", () -> AssertionDetails.failures(throwable), budget);
    }

    private static Edges of(String kind, String method, ListSource source, Budget budget) {
        // The list may be of the user's making too: it is copied under the same guard.
        UserCode.Outcome<Edges> outcome = UserCode.call(method, () -> {
            List<Throwable> all = new ArrayList<>(source.get());
            all.removeIf(Objects::isNull);
            List<Throwable> first = List.copyOf(all.subList(0, budget.references(all.size())));
            return new Edges(kind, first, all.size(), null);
        });
        return outcome.value() == null ? new Edges(kind, List.of(), 0, outcome.note()) : outcome.value();
    }

    /** The indexes of those targets that are described; a note at their end tells of the others. */
    List<Integer> resolve(IdentityHashMap<Throwable, Integer> indexes, List<ThrowableNode> notes, int firstNote) {
        List<Integer> resolved = new ArrayList<>();
        for (Throwable target : targets) {
            Integer index = indexes.get(target);
            if (index != null) {
                resolved.add(index);
            }
        }
        @Nullable String missing = note == null ? leftOut(total - resolved.size()) : note;
        if (missing != null) {
            resolved.add(firstNote + notes.size());
            notes.add(ThrowableNode.note(missing));
        }
        return resolved;
    }

    private @Nullable String leftOut(int count) {
        return count == 0 ? null : "[junit-isolated: left out, too much to tell: %s (%,d)]".formatted(kind, count);
    }

    @FunctionalInterface
    private interface ListSource {
        List<Throwable> get();
    }
}
