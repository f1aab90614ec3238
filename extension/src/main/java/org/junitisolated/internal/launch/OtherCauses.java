package org.junitisolated.internal.launch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junitisolated.internal.machine.Capabilities;
import org.junitisolated.internal.machine.ControlGroups;
import org.junitisolated.internal.machine.Machine;
import org.junitisolated.internal.machine.Mount;
import org.junitisolated.internal.machine.SecurityModules;
import org.junitisolated.internal.machine.UserNamespace;

/** What is left when nothing surer has been found: a cause of each step's own. */
final class OtherCauses {

    private OtherCauses() {}

    static Stream<Diagnosis> of(RefusedStep refused) {
        return switch (refused.step()) {
            case "publish", "host-port" -> Stream.of(port(refused));
            case "exec" ->
                Stream.of(ExecutionCauses.of(
                        ParentJvm.javaHome().resolve("bin").resolve("java"), refused.errnoName(), refused.machine()));
            case "hosts" ->
                Stream.of(withoutCause(
                        refused, "the machine has no /etc/hosts or no /tmp, or a security policy" + " forbids mounts"));
            case "tmpfs" ->
                Stream.of(missingPath(refused)
                        .orElseGet(() ->
                                withoutCause(refused, "a security policy forbids mounts, or the kernel has no tmpfs")));
            case "keep" -> Stream.of(keep(refused));
            case "mount-bind" -> Stream.of(bind(refused));
            case "mount-overlay" ->
                Stream.of(missingPath(refused)
                        .orElseGet(() -> withoutCause(
                                refused,
                                "a security policy forbids it, or its directories are on a file system"
                                        + " that the kernel lays no overlay over")));
            case "cgroup" -> Stream.of(controlGroups(refused.machine()));
            case "time-offset" -> Stream.of(timeOffset(refused));
            default -> other(refused).stream();
        };
    }

    private static Optional<Diagnosis> other(RefusedStep refused) {
        String cause = switch (refused.step()) {
            case "mount-proc" -> "a container hides parts of /proc, and the kernel then allows no fresh one inside";
            case "mount-sys" -> "a container hides parts of /sys, and the kernel then allows no fresh one inside";
            case "low-ports" -> "/proc/sys cannot be written, as in most containers";
            case "kernel-settings" ->
                "a security policy forbids the mounts by which the kernel's settings are protected from root's test";
            case "devices" ->
                "a security policy forbids the mounts by which the machine's disks are hidden from root's test";
            case "read-only" -> "a security policy forbids to change mounts";
            case "no-new-privileges" -> "a seccomp filter forbids prctl";
            case "limits" -> "a seccomp filter forbids to choose cores or to limit processes";
            case "descriptors" ->
                "there is no /proc on a kernel older than 5.9, or the limit of open files is near zero";
            case "inner-id-map", "id-map", "loopback", "capabilities", "hostname" ->
                "the process has fewer privileges inside its user namespace than the kernel gives by itself, by a security"
                        + " module (AppArmor, SELinux) or a container's policy";
            default ->
                refused.kindOfNamespace().isPresent()
                        ? "a security policy forbids it (seccomp, AppArmor, SELinux)"
                        : "";
        };
        return cause.isEmpty() ? Optional.empty() : Optional.of(withoutCause(refused, cause));
    }

    /** Nothing speaks for it but the step and the error; so all that could have is shown. */
    private static Diagnosis withoutCause(RefusedStep refused, String cause) {
        SecurityModules modules = refused.securityModules();
        return Diagnosis.likely(cause)
                .remedies(remediesOf(refused))
                .remedies(refused.doWithout())
                .evidence(
                        modules.filterEvidence(),
                        modules.appArmorEvidence(),
                        modules.selinuxEvidence(),
                        Capabilities.effective(refused.machine()).evidence(),
                        new UserNamespace(refused.machine()).evidence());
    }

    private static List<String> remediesOf(RefusedStep refused) {
        return switch (refused.step()) {
            case "mount-proc", "mount-sys" -> refused.remedies().unmask();
            case "low-ports" -> refused.remedies().unmask();
            case "kernel-settings", "devices" ->
                List.of("run the tests as an ordinary user, where this step is not needed");
            case "no-new-privileges" -> List.of("allow prctl in the policy of the container or of the machine");
            case "limits" -> List.of("allow sched_setaffinity and prlimit in that filter");
            case "descriptors" -> List.of("mount /proc", "ulimit -n 65536");
            default -> refused.remedies().liftProfile();
        };
    }

    private static Optional<Diagnosis> missingPath(RefusedStep refused) {
        return refused.paths().stream()
                .filter(path -> refused.hasError("ENOENT") && !refused.machine().exists(path))
                .findFirst()
                .map(path -> Diagnosis.seen(path + " does not exist")
                        .remedy("mkdir -p " + path)
                        .remedies(refused.doWithout())
                        .evidence(path + " = (not there)"));
    }

    private static Diagnosis keep(RefusedStep refused) {
        if (refused.errnoName().equals("EACCES") && !refused.paths().isEmpty()) {
            // Such as the working directory of somebody who has become another user.
            String closed = refused.paths().get(0);
            return Diagnosis.likely("the user who runs this may not enter the directory that is named, or one above it")
                    .remedy("run it in a directory that this user can enter; namei -l " + closed
                            + " shows which is closed")
                    .remedies(refused.doWithout())
                    .evidence(closed + " = (closed)");
        }
        return Diagnosis.likely("the path that is named cannot be opened by the user who runs the tests, or is gone")
                .remedy("move it out of the directories that mount = true hides, such as /tmp")
                .remedies(refused.doWithout())
                .evidence(refused.paths().stream()
                        .findFirst()
                        .map(path -> path + " = " + (refused.machine().exists(path) ? "there" : "(not there)"))
                        .orElse("path = (not named)"));
    }

    private static Diagnosis bind(RefusedStep refused) {
        return missingPath(refused)
                .orElseGet(() -> Diagnosis.likely(
                                "the source cannot be opened by the user who runs the tests, or a security policy forbids mounts")
                        .remedy("name a source that the user can open")
                        .remedies(refused.doWithout())
                        .evidence(refused.securityModules().appArmorEvidence()));
    }

    private static Diagnosis port(RefusedStep refused) {
        Machine machine = refused.machine();
        String setting = "net.ipv4.ip_unprivileged_port_start";
        return switch (refused.errnoName()) {
            case "EADDRINUSE" ->
                Diagnosis.seen("another program listens on that port")
                        .remedy("end that program: ss -ltnup shows it", "choose another port");
            case "EACCES" ->
                Diagnosis.seen("only root may listen on that port")
                        .remedy("choose a port from " + machine.setting(setting).orElse("1024") + " on")
                        .evidence(setting + " = " + machine.setting(setting).orElse("(not there)"));
            default ->
                Diagnosis.likely("another program listens on that port, or only root may listen there")
                        .remedy("end that program: ss -ltnup shows it", "choose another port, from 1024 on");
        };
    }

    private static Diagnosis timeOffset(RefusedStep refused) {
        return refused.hasError("ERANGE")
                ? Diagnosis.seen(
                                "the offset would turn a clock back before 0, the start of the machine, or too far ahead")
                        .remedy("choose a smaller offset")
                        .evidence("/proc/uptime = "
                                + refused.machine().text("/proc/uptime").orElse("(not there)"))
                : withoutCause(
                        refused,
                        "the process has fewer privileges inside its user namespace than the kernel gives by"
                                + " itself");
    }

    /** Says why there are no control groups to set limits with. */
    static Diagnosis controlGroups(Machine machine) {
        ControlGroups groups = new ControlGroups(machine);
        Optional<Mount> mount = groups.version2();
        String group = groups.ownGroup().orElse("(none)");
        Diagnosis diagnosis;
        if (!groups.heldByVersion1().isEmpty()) {
            diagnosis = Diagnosis.seen("version 1 of the control groups holds the controllers "
                            + String.join(", ", groups.heldByVersion1()) + ", so that version 2 has none to give")
                    .remedy(new Remedies(machine)
                            .onHost("start the machine with the kernel parameter cgroup_no_v1=all, or"
                                    + " systemd.unified_cgroup_hierarchy=1 where systemd runs"))
                    .evidence("/proc/self/cgroup = " + String.join("; ", groups.linesOfVersion1()));
        } else if (mount.isEmpty()) {
            diagnosis =
                    Diagnosis.seen("no cgroup v2 is mounted here").remedy("sudo mount -t cgroup2 none /sys/fs/cgroup");
        } else if (mount.get().has("ro")) {
            diagnosis = Diagnosis.seen(
                    "cgroup v2 is mounted read-only at " + mount.get().point());
        } else if (!groups.isDelegated()) {
            diagnosis =
                    Diagnosis.seen("the control group of this process is not delegated to the user who runs the build");
        } else {
            diagnosis = Diagnosis.likely("the control group of this process holds processes that cannot be moved");
        }
        boolean version1 = !groups.heldByVersion1().isEmpty();
        return diagnosis
                .remedies(version1 ? List.of() : new Remedies(machine).delegateControlGroups())
                .evidence(
                        "own group = " + group,
                        "cgroup.controllers = " + groups.controllers(),
                        "writable = " + machine.isWritable(group.startsWith("/") ? group : "/(none)"));
    }

    static Diagnosis unknown(RefusedStep refused) {
        return Diagnosis.likely(Diagnosis.UNKNOWN)
                .remedy("look the error up in the manual page of the call that is named above")
                .remedies(refused.doWithout())
                .evidence("kernel.osrelease = " + refused.machine().kernel());
    }
}
