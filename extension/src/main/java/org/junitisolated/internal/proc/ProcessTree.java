package org.junitisolated.internal.proc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who has started whom. */
public final class ProcessTree {

    /**
     * A process below another.
     *
     * @param depth how far below: its children have 1
     */
    public record Member(long pid, int depth) {}

    private ProcessTree() {}

    /** Returns what is below a process, each followed by what is below it. */
    public static List<Member> below(long pid) {
        List<Member> found = new ArrayList<>();
        addBelow(Long.toString(pid), 1, found);
        return found;
    }

    /** A child is listed with the thread that started it. To look at all processes of a machine would take longer. */
    private static void addBelow(String process, int depth, List<Member> found) {
        for (String thread : ProcFiles.list(process, "task")) {
            String children = ProcFiles.read(process, "task", thread, "children");
            int start = 0;
            for (int end = children.indexOf(' '); end >= 0; end = children.indexOf(' ', start)) {
                String child = children.substring(start, end);
                found.add(new Member(Long.parseLong(child), depth));
                addBelow(child, depth + 1, found);
                start = end + 1;
            }
        }
    }

    /** Returns the threads of a process. */
    public static List<ProcessFacts> threadsOf(long pid) {
        String process = Long.toString(pid);
        List<ProcessFacts> threads = new ArrayList<>();
        for (String thread : ProcFiles.list(process, "task")) {
            Optional<ProcessFacts> facts = ProcessFacts.parse(ProcFiles.read(process, "task", thread, "stat"));
            facts.ifPresent(threads::add);
        }
        return threads;
    }
}
