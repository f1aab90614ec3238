package org.junitisolated.internal.machine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The mounts that this process sees. */
public final class Mounts {

    /**
     * Directories that the kernel itself keeps empty for mounts. What is mounted there hides nothing, so that the kernel does
     * not mind it when it is asked for a fresh file system.
     */
    private static final Set<String> MOUNT_POINTS = Set.of(
            "/proc/sys/fs/binfmt_misc",
            "/proc/fs/nfsd",
            "/proc/openprom",
            "/proc/xen",
            "/sys/firmware/efi/efivars",
            "/sys/fs/bpf",
            "/sys/fs/cgroup",
            "/sys/fs/fuse/connections",
            "/sys/fs/pstore",
            "/sys/fs/resctrl",
            "/sys/fs/selinux",
            "/sys/fs/smackfs",
            "/sys/kernel/config",
            "/sys/kernel/debug",
            "/sys/kernel/security",
            "/sys/kernel/tracing");

    private final List<Mount> mounts;

    private Mounts(List<Mount> mounts) {
        this.mounts = mounts;
    }

    public static Mounts of(Machine machine) {
        return new Mounts(machine.lines("/proc/self/mountinfo").stream()
                .map(Mount::parse)
                .flatMap(Optional::stream)
                .toList());
    }

    /** Returns the mount that a path without links is on. */
    public Optional<Mount> of(String path) {
        // Of two at the same point the later one is on top.
        return mounts.stream()
                .filter(mount -> mount.covers(path))
                .reduce((below, above) ->
                        above.point().length() >= below.point().length() ? above : below);
    }

    public List<Mount> below(String directory) {
        return mounts.stream()
                .filter(mount -> mount.isBelow(directory))
                .sorted(Comparator.comparing(Mount::point))
                .toList();
    }

    /** Returns what is mounted below {@code /proc} or {@code /sys} and hides or protects a part of it. */
    public List<Mount> masksBelow(String directory) {
        return below(directory).stream()
                .filter(mount ->
                        MOUNT_POINTS.stream().noneMatch(point -> mount.point().equals(point) || mount.isBelow(point)))
                .toList();
    }

    /** Tells whether the root is no mount point, which is how a chroot shows. */
    public boolean isRootNoMountPoint() {
        return !mounts.isEmpty()
                && mounts.stream().noneMatch(mount -> mount.point().equals("/"));
    }
}
