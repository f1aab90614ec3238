package org.junitisolated.internal.failure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds a graph of throwables. What a constructor may need (the cause, the failures) is made first; where a cycle
 * forbids that, a cause is set afterwards. Without recursion, as when it was captured.
 */
final class GraphRebuild {

    private final List<ThrowableNode> nodes;
    private final @Nullable Throwable[] made;
    private final boolean[] entered;

    GraphRebuild(List<ThrowableNode> nodes) {
        this.nodes = nodes;
        this.made = new @Nullable Throwable[nodes.size()];
        this.entered = new boolean[nodes.size()];
    }

    Throwable rebuild() {
        for (int i = 0; i < nodes.size(); i++) {
            makeWithNeeds(i);
        }
        for (int i = 0; i < nodes.size(); i++) {
            link(nodes.get(i), made(i));
        }
        return made(0);
    }

    private void makeWithNeeds(int start) {
        Deque<Integer> stack = new ArrayDeque<>(List.of(start));
        while (!stack.isEmpty()) {
            int index = stack.peek();
            if (!entered[index]) {
                entered[index] = true;
                needs(nodes.get(index)).stream().filter(need -> !entered[need]).forEach(stack::push);
            } else {
                stack.pop();
                if (made[index] == null) {
                    made[index] = NodeRebuild.rebuild(instance(nodes.get(index)));
                }
            }
        }
    }

    private static List<Integer> needs(ThrowableNode node) {
        List<Integer> needs = new ArrayList<>(node.failures());
        if (node.cause() != ThrowableNode.NONE) {
            needs.add(node.cause());
        }
        return needs;
    }

    private Instance instance(ThrowableNode node) {
        @Nullable Throwable cause = node.cause() == ThrowableNode.NONE ? null : made[node.cause()];
        boolean causeFollows = node.cause() != ThrowableNode.NONE && cause == null;
        return new Instance(node, cause, causeFollows, failures(node));
    }

    private List<Throwable> failures(ThrowableNode node) {
        List<Throwable> failures = new ArrayList<>();
        for (int index : node.failures()) {
            // A MultipleFailuresError copies its failures, so one that leads back to it cannot be among them.
            Throwable failure = made[index];
            failures.add(failure == null ? circular(nodes.get(index)) : failure);
        }
        return failures;
    }

    private static Throwable circular(ThrowableNode node) {
        String text = "[CIRCULAR REFERENCE: " + node.text() + "]";
        UnknownThrowable note = new UnknownThrowable(text, text);
        note.setStackTrace(new StackTraceElement[0]);
        return note;
    }

    private void link(ThrowableNode node, Throwable throwable) {
        if (node.cause() != ThrowableNode.NONE && throwable.getCause() == null) {
            NodeRebuild.setCause(throwable, made(node.cause()));
        }
        for (int index : node.suppressed()) {
            if (made(index) != throwable) {
                throwable.addSuppressed(made(index));
            }
        }
    }

    private Throwable made(int index) {
        Throwable throwable = made[index];
        if (throwable == null) {
            throw new IllegalStateException("throwable " + index + " has not been made");
        }
        return throwable;
    }
}
