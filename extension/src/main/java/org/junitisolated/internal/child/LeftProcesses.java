package org.junitisolated.internal.child;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junitisolated.internal.proc.ProcessFacts;
import org.junitisolated.internal.proc.ProcessTree;
import org.junitisolated.internal.wire.Leak;

/** The processes that a run has started and that still live. */
final class LeftProcesses {

    private final long top;
    private final Set<Long> before = new HashSet<>();

    private LeftProcesses(ProcessHandle top) {
        this.top = top.pid();
        for (ProcessTree.Member member : ProcessTree.below(this.top)) {
            before.add(member.pid());
        }
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

    List<ProcessFacts> find() {
        List<ProcessFacts> found = new ArrayList<>();
        for (ProcessTree.Member member : ProcessTree.below(top)) {
            if (!before.contains(member.pid())) {
                ProcessFacts process = ProcessFacts.of(member.pid()).orElse(null);
                if (process != null && !process.hasEnded()) {
                    found.add(process);
                }
            }
        }
        return found;
    }

    static Leak describe(List<ProcessFacts> processes) {
        List<String> texts = new ArrayList<>();
        for (ProcessFacts process : processes) {
            texts.add(process.id() + " " + process.commandLine());
        }
        return Leak.counted(Leak.Kind.PROCESSES, "process", "processes", texts);
    }
}
