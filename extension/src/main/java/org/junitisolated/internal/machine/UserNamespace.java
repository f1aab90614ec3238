package org.junitisolated.internal.machine;

import java.util.List;

/** The user namespace that this process lives in: limits and ids are those of that namespace. */
public final class UserNamespace {

    /** The kernel gives the first namespace of each kind a fixed number. */
    private static final String FIRST = "user:[4026531837]";

    private final Machine machine;

    public UserNamespace(Machine machine) {
        this.machine = machine;
    }

    /** Tells whether this is the machine's first user namespace, above which there is none. */
    public boolean isFirst() {
        return machine.link("/proc/self/ns/user").filter(FIRST::equals).isPresent();
    }

    public String describe() {
        return isFirst() ? "the machine's first" : "a nested one, with others above it";
    }

    public String evidence() {
        return "/proc/self/ns/user = " + machine.link("/proc/self/ns/user").orElse("(not there)") + ", " + describe();
    }

    /** Tells whether the user of this process has no id here, in which case the kernel allows no namespace below. */
    public boolean isUserWithoutId() {
        List<String> map = machine.lines("/proc/self/uid_map");
        long user = userId();
        return !map.isEmpty() && user >= 0 && map.stream().noneMatch(line -> contains(line, user));
    }

    public String mapEvidence() {
        return "/proc/self/uid_map = "
                + String.join("; ", machine.lines("/proc/self/uid_map")).replaceAll(" +", " ") + ", Uid = " + userId();
    }

    /** Returns the effective user id; -1 if it is not known. */
    public long userId() {
        return machine.status("Uid")
                .map(ids -> ids.split("\\s+", -1))
                .filter(ids -> ids.length > 1)
                .map(ids -> Long.parseLong(ids[1]))
                .orElse(-1L);
    }

    private static boolean contains(String line, long id) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length != 3) {
            return false;
        }
        long first = Long.parseLong(fields[0]);
        return id >= first && id < first + Long.parseLong(fields[2]);
    }
}
