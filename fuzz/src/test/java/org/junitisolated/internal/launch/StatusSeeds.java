package org.junitisolated.internal.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Stream;

/** All that the launcher says; the first byte tells in which pieces it arrives. */
public final class StatusSeeds {

    private StatusSeeds() {}

    /** Returns the seeds. */
    public static Stream<byte[]> all() {
        return Stream.of(
                        "note user-namespace 1 EPERM unshare: Operation not permitted",
                        "failed mount-proc 1 EPERM mount of /proc: Operation not permitted",
                        "failed publish 98 EADDRINUSE port 80",
                        "ended exited 0",
                        "ended exited 143\nleft",
                        "ended signaled 9 0\noom 3",
                        "ended signaled 11 1",
                        "ended init-killed 9\noom 1",
                        "port tcp 80 38211\nport udp 53 38212",
                        "limit memory cgroup /sys/fs/cgroup/a",
                        "limit cpus affinity 2 of 4\nlimit memory none of the \u00E4\u20AC\uD83D\uDE00")
                .map(lines -> ("\3" + lines + "\n").getBytes(UTF_8));
    }
}
