package org.junitisolated.internal.proc;

import java.util.HashSet;
import java.util.Set;

/** Which processes have which sockets. */
public final class SocketOwners {

    private static final String PREFIX = "socket:[";

    private SocketOwners() {}

    /** Returns the inodes of the sockets that a process has open; none of one that may not be looked into. */
    public static Set<Long> inodesOf(long pid) {
        String process = Long.toString(pid);
        Set<Long> inodes = new HashSet<>();
        for (String descriptor : ProcFiles.list(process, "fd")) {
            String target = ProcFiles.linkTarget(process, "fd", descriptor);
            if (target.startsWith(PREFIX)) {
                inodes.add(Long.parseLong(target.substring(PREFIX.length(), target.length() - 1)));
            }
        }
        return inodes;
    }

    /** Tells whether a process is known to be in the same network namespace as this one. */
    public static boolean sharesNetwork(long pid) {
        String own = ProcFiles.linkTarget("self", "ns", "net");
        return !own.isEmpty() && own.equals(ProcFiles.linkTarget(Long.toString(pid), "ns", "net"));
    }
}
