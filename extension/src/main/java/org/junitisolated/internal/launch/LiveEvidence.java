package org.junitisolated.internal.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junitisolated.internal.proc.OpenSocket;
import org.junitisolated.internal.proc.ProcessFacts;
import org.junitisolated.internal.proc.ProcessTree;
import org.junitisolated.internal.proc.SocketOwners;

/**
 * What can be seen of a child from outside while it lives: its processes and its sockets. None of them is asked, so that it
 * works also where the child's JVM is stopped, or busy in a way that nothing in it answers.
 */
final class LiveEvidence {

    private static final int MOST_LINES = 60;
    private static final int LONGEST_COMMAND = 200;

    private final List<ProcessTree.Member> processes;

    private LiveEvidence(List<ProcessTree.Member> processes) {
        this.processes = processes;
    }

    /** Takes the evidence of the processes below one that this JVM has started. */
    static String ofChild(Process started, boolean byLauncher) {
        ProcessTree tree = ProcessTree.read();
        List<ProcessTree.Member> processes = new ArrayList<>(tree.below(started.pid()));
        // Nearest to us are the launcher's own process inside and, below it, the child; or the child itself.
        if (byLauncher) {
            processes.removeIf(member -> member.depth() == 1);
        } else {
            ProcessFacts.of(started.pid()).ifPresent(own -> processes.add(0, new ProcessTree.Member(own, 0)));
        }
        return processes.isEmpty() ? "No process of it could be seen." : new LiveEvidence(processes).describe();
    }

    private String describe() {
        int leastDepth = processes.get(0).depth();
        List<String> lines = new ArrayList<>();
        for (ProcessTree.Member member : processes) {
            lines.add("  ".repeat(member.depth() - leastDepth) + describe(member.process()));
        }
        lines.addAll(busyThreads());
        List<String> sockets = sockets();
        return "Its processes, by the host's pids:\n\n" + text(lines)
                + (sockets.isEmpty() ? "\nIt had no sockets of IP." : "\nIts sockets of IP:\n\n" + text(sockets));
    }

    private static String describe(ProcessFacts process) {
        String command = process.commandLine();
        return process.id() + " " + state(process) + ": "
                + (command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) + "..." : command)
                + (command.isEmpty() ? process.name() : "")
                + (process.threads() > 1 ? " (" + process.threads() + " threads)" : "");
    }

    private static String state(ProcessFacts process) {
        return process.stateInWords() + String.format(Locale.ROOT, ", %.2f s", process.processorMillis() / 1000.0);
    }

    /** The threads of a JVM mostly wait; those are the ones of interest that do not. */
    private List<String> busyThreads() {
        return ProcessTree.threadsOf(jvm().id()).stream()
                .filter(thread -> thread.state() != 'S')
                .map(thread ->
                        "thread " + thread.id() + " \"" + thread.name() + "\" of " + jvm().id() + ": " + state(thread))
                .toList();
    }

    /** In a network of its own all sockets are the child's, also those that no process has any more. */
    private List<String> sockets() {
        List<OpenSocket> all = OpenSocket.inNetworkOf(jvm().id());
        if (SocketOwners.sharesNetwork(jvm().id())) {
            Set<Long> own = SocketOwners.inodesOf(
                    processes.stream().map(member -> member.process().id()).toList());
            return all.stream()
                    .filter(socket -> own.contains(socket.inode()))
                    .map(OpenSocket::toString)
                    .toList();
        }
        return all.stream().map(OpenSocket::toString).toList();
    }

    private ProcessFacts jvm() {
        return processes.get(0).process();
    }

    private static String text(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.stream()
                .limit(MOST_LINES)
                .forEach(line -> text.append("    ").append(line).append('\n'));
        if (lines.size() > MOST_LINES) {
            text.append("    ... and ").append(lines.size() - MOST_LINES).append(" more\n");
        }
        return text.toString();
    }
}
