package org.junitisolated.internal.failure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks a graph of throwables and describes each one once. Without recursion, since chains of causes can be longer
 * than the stack is deep, and causes first, since they matter more than what was suppressed.
 */
final class ThrowableCapture {

    private final Budget budget = new Budget();
    private final IdentityHashMap<Throwable, Integer> indexes = new IdentityHashMap<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final Deque<Throwable> waiting = new ArrayDeque<>();

    static List<ThrowableNode> capture(Throwable throwable) {
        try {
            return new ThrowableCapture().describeAll(throwable);
        } catch (Throwable unforeseen) {
            // Such as an OutOfMemoryError. That the test failed must be told all the same.
            String typeName = throwable.getClass().getName();
            String text = "[junit-isolated: %s could not be described: %s]"
                    .formatted(typeName, UserCode.describe(unforeseen));
            return List.of(ThrowableNode.note(text));
        }
    }

    private List<ThrowableNode> describeAll(Throwable root) {
        waiting.add(root);
        while (!waiting.isEmpty()) {
            Throwable next = waiting.removeFirst();
            if (!indexes.containsKey(next) && drafts.size() < Limits.NODES && budget.allowsNode()) {
                indexes.put(next, drafts.size());
                drafts.add(describe(next));
            }
        }
        return link();
    }

    private Draft describe(Throwable throwable) {
        budget.takeNode();
        Edges cause = Edges.cause(throwable);
        Edges suppressed = Edges.suppressed(throwable, budget);
        Edges failures = Edges.failures(throwable, budget);
        cause.targets().forEach(waiting::addFirst);
        failures.targets().forEach(waiting::addLast);
        suppressed.targets().forEach(waiting::addLast);
        return new Draft(ownFacts(throwable), cause, suppressed, failures);
    }

    /** Everything but the references to other throwables. */
    private ThrowableNode ownFacts(Throwable throwable) {
        List<String> typeNames = typeNames(throwable);
        @Nullable String fullMessage = UserCode.text("getMessage", throwable::getMessage);
        @Nullable String fullLocalized = UserCode.text("getLocalizedMessage", throwable::getLocalizedMessage);
        String fullText = textOf(throwable, typeNames.get(0));

        @Nullable String message = fullMessage == null ? null : budget.text(fullMessage);
        @Nullable String localized = message;
        if (!Objects.equals(fullMessage, fullLocalized)) {
            localized = fullLocalized == null ? null : budget.text(fullLocalized);
        }
        boolean standard = fullText.equals(ThrowableNode.standardText(typeNames.get(0), fullLocalized));
        String text = standard ? ThrowableNode.standardText(typeNames.get(0), localized) : budget.text(fullText);
        return new ThrowableNode(
                typeNames,
                message,
                localized,
                text,
                Frames.of(throwable, budget),
                ThrowableNode.NONE,
                List.of(),
                List.of(),
                AssertionDetails.expected(throwable, budget),
                AssertionDetails.actual(throwable, budget));
    }

    /** What it says of itself; where it cannot, its name must be there all the same, since reports take it from there. */
    private static String textOf(Throwable throwable, String typeName) {
        UserCode.Outcome<String> text = UserCode.call("toString", throwable::toString);
        return text.note() == null ? String.valueOf(text.value()) : ThrowableNode.standardText(typeName, text.note());
    }

    private List<String> typeNames(Throwable throwable) {
        List<String> names = new ArrayList<>();
        for (Class<?> type = throwable.getClass(); type != Object.class; type = type.getSuperclass()) {
            names.add(type.getName());
        }
        if (names.size() > Limits.TYPES) {
            // The own name and those next to Throwable matter; of the rest nobody will miss a few.
            names.subList(Limits.TYPES / 2, names.size() - Limits.TYPES / 2).clear();
        }
        names.replaceAll(budget::name);
        return names;
    }

    /** Once it is known which throwables are described, references to them become indexes. */
    private List<ThrowableNode> link() {
        List<ThrowableNode> notes = new ArrayList<>();
        List<ThrowableNode> nodes = new ArrayList<>();
        drafts.forEach(draft -> nodes.add(draft.link(indexes, notes, drafts.size())));
        nodes.addAll(notes);
        return nodes;
    }

    private record Draft(ThrowableNode own, Edges cause, Edges suppressed, Edges failures) {

        ThrowableNode link(IdentityHashMap<Throwable, Integer> indexes, List<ThrowableNode> notes, int firstNote) {
            List<Integer> causes = cause.resolve(indexes, notes, firstNote);
            return new ThrowableNode(
                    own.typeNames(),
                    own.message(),
                    own.localizedMessage(),
                    own.text(),
                    own.frames(),
                    causes.isEmpty() ? ThrowableNode.NONE : causes.get(0),
                    suppressed.resolve(indexes, notes, firstNote),
                    failures.resolve(indexes, notes, firstNote),
                    own.expected(),
                    own.actual());
        }
    }
}
