package org.junitisolated.internal.launch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junitisolated.internal.machine.Capabilities;
import org.junitisolated.internal.machine.Machine;
import org.junitisolated.internal.machine.Mount;

/** Why the kernel itself mounts nothing somewhere. */
final class MountCauses {

    private static final int LISTED = 6;

    private MountCauses() {}

    /** Tells whether a step mounts something. */
    static boolean isMount(RefusedStep refused) {
        return refused.is(
                "mount-proc",
                "mount-sys",
                "hosts",
                "tmpfs",
                "keep",
                "mount-bind",
                "mount-overlay",
                "read-only",
                "kernel-settings",
                "devices");
    }

    static Stream<Diagnosis> of(RefusedStep refused) {
        return switch (refused.step()) {
            case "mount-proc" -> fresh(refused, "/proc", "proc").stream();
            case "mount-sys" -> fresh(refused, "/sys", "sysfs").stream();
            case "low-ports" -> lowPorts(refused).stream();
            case "hosts" -> hosts(refused).stream();
            case "mount-overlay" -> overlay(refused);
            default -> Stream.empty();
        };
    }

    /**
     * In a user namespace the kernel allows a fresh file system of this kind only to who sees all of one already: see
     * mount_namespaces(7).
     */
    private static Optional<Diagnosis> fresh(RefusedStep refused, String directory, String type) {
        if (!refused.hasError("EPERM")) {
            return Optional.empty();
        }
        List<Mount> masks = refused.mounts().masksBelow(directory);
        Optional<Mount> own = refused.mounts().of(directory);
        boolean whole = own.filter(
                        mount -> mount.type().equals(type) && mount.root().equals("/"))
                .isPresent();
        boolean readOnly =
                type.equals("proc") && own.filter(mount -> mount.has("ro")).isPresent();
        if (masks.isEmpty() && whole && !readOnly) {
            return Optional.empty();
        }
        String how =
                !masks.isEmpty() ? "hides or protects parts of " : readOnly ? "shows only a read-only " : "shows no ";
        return Optional.of(Diagnosis.seen("a container " + how + directory
                        + ", and the kernel then allows no fresh one inside a user namespace")
                .remedies(refused.remedies().unmask())
                .remedies(refused.doWithout())
                .evidence(
                        "mounted over parts of " + directory + " = " + list(masks),
                        directory + " = " + own.map(MountCauses::describe).orElse("(not there)")));
    }

    private static String list(List<Mount> mounts) {
        String first = mounts.stream().limit(LISTED).map(MountCauses::describe).collect(Collectors.joining(", "));
        return mounts.isEmpty() ? "nothing" : mounts.size() > LISTED ? first + " and more" : first;
    }

    private static String describe(Mount mount) {
        return mount.point() + " (" + mount.type() + (mount.has("ro") ? ", read-only)" : ")");
    }

    private static Optional<Diagnosis> lowPorts(RefusedStep refused) {
        String setting = "/proc/sys/net/ipv4/ip_unprivileged_port_start";
        Optional<Mount> mount = refused.mounts().of(setting);
        if (refused.hasError("EROFS")) {
            return Optional.of(Diagnosis.seen("/proc/sys is read-only, as in most containers")
                    .remedies(refused.remedies().unmask())
                    .remedies(ownProc(refused))
                    .remedies(refused.doWithout())
                    .evidence(mount.map(found -> "mount of " + setting + " = " + describe(found))
                            .orElse("mount of " + setting + " = (not there)")));
        }
        boolean missing = refused.hasError("ENOENT") && !refused.machine().exists(setting);
        return missing
                ? Optional.of(Diagnosis.seen("the kernel has no such setting; it came with 4.11")
                        .remedy("use another kernel")
                        .remedies(refused.doWithout())
                        .evidence(
                                setting + " = (not there)",
                                "kernel.osrelease = " + refused.machine().kernel()))
                : Optional.empty();
    }

    /** Who needs a user namespace gets no fresh /proc either where a part of the old one is protected. */
    private static List<String> ownProc(RefusedStep refused) {
        return Capabilities.effective(refused.machine()).has("CAP_SYS_ADMIN")
                ? List.of("ask for pid = true as well, which brings a /proc of the test's own")
                : List.of();
    }

    private static Optional<Diagnosis> hosts(RefusedStep refused) {
        Machine machine = refused.machine();
        return Stream.of("/etc/hosts", "/tmp")
                .filter(path -> refused.hasError("ENOENT") && !machine.exists(path))
                .findFirst()
                .map(path -> Diagnosis.seen("the machine has no " + path)
                        .remedy(path.equals("/tmp") ? "sudo mkdir -m 1777 /tmp" : "sudo touch /etc/hosts")
                        .remedies(refused.doWithout())
                        .evidence(path + " = (not there)"));
    }

    private static Stream<Diagnosis> overlay(RefusedStep refused) {
        return Stream.of(
                        noOverlays(refused),
                        overlayNotForUsers(refused),
                        mountsBelow(refused),
                        overlayOnOverlay(refused))
                .flatMap(Optional::stream);
    }

    private static Optional<Diagnosis> noOverlays(RefusedStep refused) {
        if (!refused.hasError("ENODEV")) {
            return Optional.empty();
        }
        boolean listed =
                refused.machine().lines("/proc/filesystems").stream().anyMatch(line -> line.endsWith("\toverlay"));
        return Optional.of(Diagnosis.seen("the kernel has no overlay file system, or its module is not loaded")
                .remedy("sudo modprobe overlay")
                .remedies(refused.doWithout())
                .evidence("overlay in /proc/filesystems = " + (listed ? "listed" : "(not there)")));
    }

    private static Optional<Diagnosis> overlayNotForUsers(RefusedStep refused) {
        return refused.hasError("EPERM") && refused.machine().isKernelBefore(5, 11)
                ? Optional.of(Diagnosis.seen(
                                "this kernel allows overlays to root alone; since 5.11 to everybody in a user"
                                        + " namespace")
                        .remedy("use another kernel")
                        .remedies(refused.doWithout())
                        .evidence("kernel.osrelease = " + refused.machine().kernel()))
                : Optional.empty();
    }

    /** The lower directory would be seen without what is mounted below it, that is with what those mounts hide. */
    private static Optional<Diagnosis> mountsBelow(RefusedStep refused) {
        if (!refused.hasError("EINVAL")) {
            return Optional.empty();
        }
        return refused.paths().stream()
                .filter(path -> !refused.mounts().below(path).isEmpty())
                .findFirst()
                .map(path -> Diagnosis.seen("other file systems are mounted below " + path
                                + ", and the kernel lays no overlay over them in a user namespace")
                        .remedy("name a directory as the overlay's source below which nothing is mounted")
                        .remedies(refused.doWithout())
                        .evidence("mounted below " + path + " = "
                                + list(refused.mounts().below(path))));
    }

    private static Optional<Diagnosis> overlayOnOverlay(RefusedStep refused) {
        return refused.paths().stream()
                .flatMap(path -> refused.mounts().of(path).stream())
                .filter(mount -> refused.hasError("EINVAL") && mount.type().equals("overlay"))
                .findFirst()
                .map(mount -> Diagnosis.likely(
                                "the directory is on an overlay already, and the kernel allows two levels")
                        .remedy("name a directory on another file system, such as a volume of the container")
                        .remedies(refused.doWithout())
                        .evidence("mount = " + describe(mount)));
    }
}
