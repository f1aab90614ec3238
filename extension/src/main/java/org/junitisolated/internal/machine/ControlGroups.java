package org.junitisolated.internal.machine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether this process has been given control groups of its own to divide: a delegated part of cgroup v2. */
public final class ControlGroups {

    /** The controllers that limits are set with. */
    private static final Set<String> NEEDED = Set.of("memory", "cpu", "pids");

    private final Machine machine;
    private final Mounts mounts;

    public ControlGroups(Machine machine) {
        this.machine = machine;
        this.mounts = Mounts.of(machine);
    }

    /** Returns the lines of this process's groups in version 1 that have one of the controllers. */
    public List<String> linesOfVersion1() {
        return machine.lines("/proc/self/cgroup").stream()
                .filter(line ->
                        !line.startsWith("0:") && controllersIn(line).findAny().isPresent())
                .toList();
    }

    /** Returns the controllers that version 1 holds, so that version 2 cannot have them. */
    public List<String> heldByVersion1() {
        return linesOfVersion1().stream()
                .flatMap(ControlGroups::controllersIn)
                .distinct()
                .toList();
    }

    /**
     * <pre>
     * HIERARCHY:CONTROLLER[,CONTROLLER...]:PATH
     * </pre>
     */
    private static Stream<String> controllersIn(String line) {
        String[] fields = line.split(":", 3);
        return fields.length < 3
                ? Stream.empty()
                : Arrays.stream(fields[1].split(",", -1)).filter(NEEDED::contains);
    }

    /** Returns where version 2 is mounted. */
    public Optional<Mount> version2() {
        return mounts.below("/").stream()
                .filter(mount -> mount.type().equals("cgroup2"))
                .findFirst();
    }

    /** Returns this process's own group in version 2, as a path in the file system. */
    public Optional<String> ownGroup() {
        return version2()
                .flatMap(mount -> machine.lines("/proc/self/cgroup").stream()
                        .filter(line -> line.startsWith("0::"))
                        .map(line -> mount.point() + line.substring(3))
                        .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                        .findFirst());
    }

    /** Returns the controllers of that group. */
    public String controllers() {
        return ownGroup()
                .flatMap(group -> machine.text(group + "/cgroup.controllers"))
                .orElse("");
    }

    public boolean isDelegated() {
        return version2().filter(mount -> !mount.has("ro")).isPresent()
                && ownGroup()
                        .filter(group -> machine.isWritable(group) && machine.isWritable(group + "/cgroup.procs"))
                        .isPresent()
                && hasControllers();
    }

    private boolean hasControllers() {
        return Arrays.stream(controllers().split(" ", -1)).anyMatch(NEEDED::contains);
    }

    public String describe() {
        if (isDelegated()) {
            return "version 2, delegated: " + controllers();
        }
        if (version2().isEmpty()) {
            return heldByVersion1().isEmpty() ? "not mounted" : "version 1";
        }
        return heldByVersion1().isEmpty() ? "version 2, not delegated" : "version 1, with an empty version 2";
    }
}
