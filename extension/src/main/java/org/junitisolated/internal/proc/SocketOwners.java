package org.junitisolated.internal.proc;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which processes have which sockets. */
public final class SocketOwners {

    private static final String PREFIX = "socket:[";

    private SocketOwners() {}

    /** Returns the inodes of all sockets that these processes have open; those of processes that may be looked into. */
    public static Set<Long> inodesOf(Collection<Long> pids) {
        Set<Long> inodes = new HashSet<>();
        for (long pid : pids) {
            ProcFiles.numbered(ProcFiles.PROC.resolve(pid + "/fd")).forEach(descriptor -> {
                String target = ProcFiles.link(descriptor);
                if (target.startsWith(PREFIX)) {
                    inodes.add(Long.parseLong(target.substring(PREFIX.length(), target.length() - 1)));
                }
            });
        }
        return inodes;
    }

    /** Tells whether a process is known to be in the same network namespace as this one. */
    public static boolean sharesNetwork(long pid) {
        String own = ProcFiles.link(ProcFiles.PROC.resolve("self/ns/net"));
        return !own.isEmpty() && own.equals(ProcFiles.link(ProcFiles.PROC.resolve(pid + "/ns/net")));
    }
}
