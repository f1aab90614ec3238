package org.junitisolated.internal.child;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junitisolated.internal.wire.Leak;

/** The processes that a run has started and that still live, by their ids. */
final class LeftProcesses {

    private final String top;
    private final Set<String> before;

    private LeftProcesses(ProcessHandle top) {
        this.top = Long.toString(top.pid());
        this.before = new HashSet<>(below(this.top));
    }

    /** Looks below the launcher, to which orphans come. */
    static LeftProcesses belowLauncher() {
        ProcessHandle self = ProcessHandle.current();
        return new LeftProcesses(self.parent().orElse(self));
    }

    /** Looks below this JVM. */
    static LeftProcesses belowThisJvm() {
        return new LeftProcesses(ProcessHandle.current());
    }

    List<String> find() {
        List<String> found = new ArrayList<>();
        for (String process : below(top)) {
            if (!before.contains(process) && !hasEnded(process)) {
                found.add(process);
            }
        }
        return found;
    }

    static Leak describe(List<String> processes) {
        List<String> texts = new ArrayList<>();
        for (String process : processes) {
            texts.add(process + " " + commandOf(process));
        }
        String summary = processes.size() == 1 ? "1 process" : processes.size() + " processes";
        return Leak.of(Leak.Kind.PROCESSES, summary, texts);
    }

    private static String commandOf(String process) {
        String line = ProcFiles.read(process, "cmdline").replace('\0', ' ');
        return line.isBlank() ? ProcFiles.read(process, "comm").strip() : line.strip();
    }

    private static List<String> below(String top) {
        List<String> found = new ArrayList<>();
        addChildren(top, found);
        for (int i = 0; i < found.size(); i++) {
            addChildren(found.get(i), found);
        }
        return found;
    }

    /** A child is listed with the thread that started it. To look at all processes of a machine would take longer. */
    private static void addChildren(String process, List<String> found) {
        for (String thread : ProcFiles.list(process, "task")) {
            String children = ProcFiles.read(process, "task", thread, "children");
            int start = 0;
            for (int end = children.indexOf(' '); end >= 0; end = children.indexOf(' ', start)) {
                found.add(children.substring(start, end));
                start = end + 1;
            }
        }
    }

    /** Such a one only waits for somebody to ask how it ended. The name before the state may hold anything. */
    private static boolean hasEnded(String process) {
        String stat = ProcFiles.read(process, "stat");
        int state = stat.lastIndexOf(')') + 2;
        return state >= stat.length() || "ZXx".indexOf(stat.charAt(state)) >= 0;
    }
}
