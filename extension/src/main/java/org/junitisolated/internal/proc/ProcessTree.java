package org.junitisolated.internal.proc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The processes that can be seen from here, by who has started whom. */
public final class ProcessTree {

    /**
     * A process of a tree.
     *
     * @param depth how far it is below the one that was asked about: its children have 1
     */
    public record Member(ProcessFacts process, int depth) {}

    private final Map<Long, List<ProcessFacts>> children = new HashMap<>();

    private ProcessTree() {}

    /** Reads all processes. */
    public static ProcessTree read() {
        ProcessTree tree = new ProcessTree();
        ProcFiles.numbered(ProcFiles.PROC)
                .forEach(directory -> ProcessFacts.in(directory)
                        .ifPresent(process -> tree.children
                                .computeIfAbsent(process.parent(), parent -> new ArrayList<>())
                                .add(process)));
        return tree;
    }

    /** Returns what is below a process, each followed by what is below it. */
    public List<Member> below(long pid) {
        List<Member> found = new ArrayList<>();
        addBelow(pid, 1, found);
        return found;
    }

    private void addBelow(long pid, int depth, List<Member> found) {
        for (ProcessFacts child : children.getOrDefault(pid, List.of())) {
            found.add(new Member(child, depth));
            addBelow(child.id(), depth + 1, found);
        }
    }

    /** Returns the threads of a process. */
    public static List<ProcessFacts> threadsOf(long pid) {
        List<ProcessFacts> threads = new ArrayList<>();
        ProcFiles.numbered(ProcFiles.PROC.resolve(pid + "/task"))
                .forEach(directory -> ProcessFacts.in(directory).ifPresent(threads::add));
        return threads;
    }
}
