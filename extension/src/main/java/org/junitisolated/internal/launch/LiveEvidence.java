package org.junitisolated.internal.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    private final ProcessFacts jvm;
    private final List<ProcessTree.Member> below;

    /** Takes the evidence of a child JVM and what is below it. */
    private LiveEvidence(ProcessFacts jvm) {
        this.jvm = jvm;
        this.below = ProcessTree.below(jvm.id());
    }

    /** Describes the child of a process that this JVM has started, or, without a launcher, that one itself. */
    static String ofChild(Process started, boolean byLauncher) {
        return (byLauncher ? belowLauncher(started.pid()) : ProcessFacts.of(started.pid()))
                .map(jvm -> new LiveEvidence(jvm).describe())
                .orElse("No process of it could be seen.");
    }

    private String describe() {
        List<String> lines = new ArrayList<>(List.of(describe(jvm)));
        for (ProcessTree.Member member : below) {
            ProcessFacts.of(member.pid())
                    .ifPresent(process -> lines.add("  ".repeat(member.depth()) + describe(process)));
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
                + (process.threads() > 1 ? " (" + process.threads() + " threads)" : "");
    }

    private static String state(ProcessFacts process) {
        return process.stateInWords() + String.format(Locale.ROOT, ", %.2f s", process.processorMillis() / 1000.0);
    }

    /** The threads of a JVM mostly wait; those are the ones of interest that do not. */
    private List<String> busyThreads() {
        return ProcessTree.threadsOf(jvm.id()).stream()
                .filter(thread -> thread.state() != 'S')
                .map(thread ->
                        "thread " + thread.id() + " \"" + thread.name() + "\" of " + jvm.id() + ": " + state(thread))
                .toList();
    }

    /** In a network of its own all sockets are the child's, also those that no process has any more. */
    private List<String> sockets() {
        List<OpenSocket> all = OpenSocket.inNetworkOf(jvm.id());
        if (SocketOwners.sharesNetwork(jvm.id())) {
            Set<Long> own = SocketOwners.inodesOf(jvm.id());
            below.forEach(member -> own.addAll(SocketOwners.inodesOf(member.pid())));
            all = all.stream().filter(socket -> own.contains(socket.inode())).toList();
        }
        return all.stream().map(OpenSocket::toString).toList();
    }

    /** Nearest to us are the launcher's own process inside and, below it, the child. */
    private static Optional<ProcessFacts> belowLauncher(long supervisor) {
        return ProcessTree.below(supervisor).stream()
                .filter(member -> member.depth() == 2)
                .findFirst()
                .flatMap(member -> ProcessFacts.of(member.pid()));
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
