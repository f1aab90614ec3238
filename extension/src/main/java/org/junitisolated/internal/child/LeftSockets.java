package org.junitisolated.internal.child;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junitisolated.internal.proc.OpenSocket;
import org.junitisolated.internal.proc.SocketOwners;
import org.junitisolated.internal.wire.Leak;

/**
 * The sockets that a run has left waiting for others: TCP sockets that listen, UDP sockets that are bound and not connected.
 *
 * <p>The kernel's tables of them, in a network of one's own too, take it milliseconds to list. So descriptors are looked at
 * first, and the tables only where there is some socket that was not there before.
 */
final class LeftSockets {

    private final long self = ProcessHandle.current().pid();
    private final boolean inFreshNetwork;
    private final Set<Long> before;

    private LeftSockets(boolean inFreshNetwork) {
        this.inFreshNetwork = inFreshNetwork;
        this.before = inFreshNetwork ? Set.of() : SocketOwners.inodesOf(self);
    }

    /** Takes note of those that are there before the run. */
    static LeftSockets besidesThoseOfNow() {
        return new LeftSockets(false);
    }

    /** In a network in which none has been before, so that the kernel's count of them says whether there are any. */
    static LeftSockets inFreshNetwork() {
        return new LeftSockets(true);
    }

    /** Looks at this JVM and at the processes that are left. */
    List<Leak> find(List<Long> processes) {
        if (inFreshNetwork && !OpenSocket.areInNetworkOfThread()) {
            return List.of();
        }
        Map<Long, String> holders = new HashMap<>();
        for (long socket : SocketOwners.inodesOf(self)) {
            holders.put(socket, "");
        }
        for (long process : processes) {
            for (long socket : SocketOwners.inodesOf(process)) {
                holders.putIfAbsent(socket, ", of process " + process);
            }
        }
        holders.keySet().removeAll(before);
        return holders.isEmpty() ? List.of() : waitingAmong(holders);
    }

    private List<Leak> waitingAmong(Map<Long, String> holders) {
        List<String> texts = new ArrayList<>();
        for (OpenSocket socket : OpenSocket.inNetworkOfThread()) {
            if (socket.isListening() && holders.containsKey(socket.inode())) {
                texts.add(socket.protocol() + " " + socket.localText() + holders.get(socket.inode()));
            }
        }
        return texts.isEmpty() ? List.of() : List.of(Leak.counted(Leak.Kind.SOCKETS, "socket", "sockets", texts));
    }
}
