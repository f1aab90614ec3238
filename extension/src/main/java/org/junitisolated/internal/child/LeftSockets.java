package org.junitisolated.internal.child;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junitisolated.internal.wire.Leak;

/**
 * The sockets that a run has left waiting for others: TCP sockets that listen, UDP sockets that are bound and not connected.
 *
 * <p>The kernel's tables of them, in a network of one's own too, take it milliseconds to list. So descriptors are looked at
 * first, and the tables only where there is some socket that was not there before.
 */
final class LeftSockets {

    private final Set<String> before = new HashSet<>(heldBy("self"));

    /** Looks at this JVM and at the processes that are left. */
    List<Leak> find(List<String> processes) {
        Map<String, String> holders = new HashMap<>();
        for (String socket : heldBy("self")) {
            holders.put(socket, "");
        }
        for (String process : processes) {
            for (String socket : heldBy(process)) {
                holders.putIfAbsent(socket, ", of process " + process);
            }
        }
        holders.keySet().removeAll(before);
        return holders.isEmpty() ? List.of() : waitingAmong(holders);
    }

    private static List<Leak> waitingAmong(Map<String, String> holders) {
        List<String> texts = new ArrayList<>();
        SocketTable.waiting().forEach((socket, address) -> {
            if (holders.containsKey(socket)) {
                texts.add(address + holders.get(socket));
            }
        });
        String summary = texts.size() == 1 ? "1 socket" : texts.size() + " sockets";
        return texts.isEmpty() ? List.of() : List.of(Leak.of(Leak.Kind.SOCKETS, summary, texts));
    }

    private static List<String> heldBy(String process) {
        List<String> sockets = new ArrayList<>();
        for (String descriptor : ProcFiles.list(process, "fd")) {
            String target = ProcFiles.linkTarget(process, "fd", descriptor);
            if (target.startsWith(SocketTable.PREFIX)) {
                sockets.add(target);
            }
        }
        return sockets;
    }
}
