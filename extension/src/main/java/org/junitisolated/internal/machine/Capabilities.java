package org.junitisolated.internal.machine;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/** The names of the capabilities that a process holds, see capabilities(7). */
public final class Capabilities {

    /** By number. */
    private static final List<String> NAMES = List.of(
            "CHOWN",
            "DAC_OVERRIDE",
            "DAC_READ_SEARCH",
            "FOWNER",
            "FSETID",
            "KILL",
            "SETGID",
            "SETUID",
            "SETPCAP",
            "LINUX_IMMUTABLE",
            "NET_BIND_SERVICE",
            "NET_BROADCAST",
            "NET_ADMIN",
            "NET_RAW",
            "IPC_LOCK",
            "IPC_OWNER",
            "SYS_MODULE",
            "SYS_RAWIO",
            "SYS_CHROOT",
            "SYS_PTRACE",
            "SYS_PACCT",
            "SYS_ADMIN",
            "SYS_BOOT",
            "SYS_NICE",
            "SYS_RESOURCE",
            "SYS_TIME",
            "SYS_TTY_CONFIG",
            "MKNOD",
            "LEASE",
            "AUDIT_WRITE",
            "AUDIT_CONTROL",
            "SETFCAP",
            "MAC_OVERRIDE",
            "MAC_ADMIN",
            "SYSLOG",
            "WAKE_ALARM",
            "BLOCK_SUSPEND",
            "AUDIT_READ",
            "PERFMON",
            "BPF",
            "CHECKPOINT_RESTORE");

    private final String name;
    private final BigInteger set;
    private final int known;

    private Capabilities(String name, BigInteger set, int known) {
        this.name = name;
        this.set = set;
        this.known = known;
    }

    public static Capabilities effective(Machine machine) {
        return of(machine, "CapEff");
    }

    public static Capabilities bounding(Machine machine) {
        return of(machine, "CapBnd");
    }

    private static Capabilities of(Machine machine, String field) {
        BigInteger set = machine.status(field)
                .filter(hexadecimal -> hexadecimal.matches("[0-9a-f]+"))
                .map(hexadecimal -> new BigInteger(hexadecimal, 16))
                .orElse(BigInteger.ZERO);
        int last = machine.setting("kernel.cap_last_cap")
                .filter(number -> number.matches("\\d{1,2}"))
                .map(Integer::parseInt)
                .orElse(NAMES.size() - 1);
        return new Capabilities(field, set, last + 1);
    }

    public boolean has(String capability) {
        return set.testBit(NAMES.indexOf(capability.substring("CAP_".length())));
    }

    private List<String> names(boolean held) {
        return IntStream.range(0, known)
                .filter(number -> set.testBit(number) == held)
                .mapToObj(number -> number < NAMES.size() ? "CAP_" + NAMES.get(number) : "CAP_" + number)
                .toList();
    }

    /** Returns the names of those held, in as few words as can be. */
    public String describe() {
        List<String> held = names(true);
        List<String> missing = names(false);
        if (held.isEmpty()) {
            return "none";
        }
        if (missing.isEmpty()) {
            return "all";
        }
        return missing.size() < held.size() / 2 ? "all but " + String.join(", ", missing) : String.join(", ", held);
    }

    /** Returns the set as it is written in the status file, and what it means. */
    public String evidence() {
        return name + " in /proc/self/status = " + String.format("%016x", set) + " (" + describe() + ")";
    }
}
