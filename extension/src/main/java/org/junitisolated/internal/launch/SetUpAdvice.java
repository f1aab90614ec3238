package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junitisolated.internal.launch.StatusRecord.Failed;

/** Explains why a step of the launcher's set-up failed: what was tried, the likely cause, what to do. */
final class SetUpAdvice {

    private static final Path KERNEL_SETTINGS = Path.of("/proc/sys");
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private SetUpAdvice() {}

    static String explain(Failed failed) {
        return "This machine refuses the isolation that the test asks for; nothing of the test has run.\n"
                + "  Step:   " + failed.step() + "\n"
                + "  Error:  " + failed.errnoName() + " (" + failed.errno() + "), " + failed.text() + "\n"
                + "  Cause:  " + likelyCause(failed)
                + Troubleshooting.see("step-" + failed.step());
    }

    private static String likelyCause(Failed failed) {
        return switch (failed.errnoName()) {
            case "EAGAIN" ->
                "the limit of processes is reached (ulimit -u, or pids.max of the control group).\n"
                        + "  Remedy: raise it, or run fewer tests at once";
            case "ENOMEM" ->
                "the machine, or the control group, has no memory left.\n"
                        + "  Remedy: give it more, or run fewer tests at once";
            case "EMFILE", "ENFILE" ->
                "the limit of open files is reached (ulimit -n, or fs.file-max).\n  Remedy: raise it";
            case "EUSERS" ->
                "user namespaces are nested too deeply: the kernel allows 32 levels.\n"
                        + "  Remedy: run the build in fewer containers inside one another";
            default -> likelyCauseOfStep(failed);
        };
    }

    private static String likelyCauseOfStep(Failed failed) {
        return switch (failed.step()) {
            case "user-namespace", "inner-user-namespace" -> userNamespace(failed.errnoName());
            case "id-map", "inner-id-map" -> idMap(failed);
            case "time-offset" ->
                "the offset would set a clock to before the start of the machine, or too far into the future.\n"
                        + "  Remedy: choose another offset";
            case "mount-bind", "mount-overlay", "read-only", "devices" ->
                "a security policy forbids mounts, or the path is gone or not to be entered.\n"
                        + "  Remedy: allow mounts in the policy, or choose another path";
            case "cgroup", "limits" ->
                "the control group, or the limit, is refused by a policy of this machine.\n"
                        + "  Remedy: do without cgroup = true and limits";
            case "loopback", "capabilities", "hostname" -> fewerPrivileges();
            case "pid-namespace",
                    "mount-namespace",
                    "net-namespace",
                    "ipc-namespace",
                    "uts-namespace",
                    "cgroup-namespace",
                    "time-namespace" -> namespace(failed.step().replace("-namespace", ""), failed);
            case "mount-proc" ->
                "a container hides parts of /proc, and the kernel then allows no fresh one inside.\n"
                        + "  Remedy: run the container with an unmasked /proc (Docker: --security-opt systempaths=unconfined;"
                        + " Kubernetes: procMount: Unmasked), or do without pid = true";
            case "mount-sys" ->
                "a container hides parts of /sys, and the kernel then allows no fresh one inside.\n"
                        + "  Remedy: run the container with an unmasked /sys (Docker: --security-opt systempaths=unconfined),"
                        + " or do without net = true";
            case "low-ports" ->
                "/proc/sys cannot be written, as in most containers.\n"
                        + "  Remedy: ask for pid = true as well, which brings a /proc of the test's own";
            case "kernel-settings" ->
                "a test of root must not change the kernel's settings, and they could not be protected.\n"
                        + "  Remedy: run the tests as an ordinary user, who cannot change them";
            case "exec" ->
                "the JVM of the parent (" + ParentJvm.javaHome() + ") cannot be executed inside.\n"
                        + "  Remedy: check that it exists and that its file system is not mounted noexec";
            case "hosts" ->
                "the host has no /etc/hosts or no /tmp, or a security policy forbids mounts.\n"
                        + "  Remedy: create what is missing (an empty file is enough), allow mounts in the policy, or do"
                        + " without net = true and uts = true";
            case "publish" ->
                "another program listens on that port of this machine, or only root may listen there.\n"
                        + "  Remedy: end that program, or choose another port, from 1024 on";
            case "tmpfs" ->
                "a security policy forbids mounts, or the kernel has no tmpfs.\n"
                        + "  Remedy: allow mounts in the policy, or do without mount = true";
            case "keep" ->
                "the path that is named cannot be opened by the user who runs the tests, or is gone.\n"
                        + "  Remedy: move it out of /tmp, /var/tmp and /dev/shm, or do without mount = true";
            case "no-new-privileges" ->
                "a seccomp filter forbids prctl.\n  Remedy: allow it in the policy of the container or of the machine";
            case "descriptors" ->
                "there is no /proc on a kernel older than 5.9, or the limit of open files (ulimit -n) is near zero.\n"
                        + "  Remedy: mount /proc, or raise the limit";
            default ->
                "not known.\n" + "  Remedy: look the error up in the manual page of the call that is named above";
        };
    }

    private static String idMap(Failed failed) {
        if (failed.text().startsWith("writing \"0 0 1")) {
            return "this process is root without capabilities, as in a container that drops them all: mapping user id 0"
                    + " needs CAP_SETFCAP since Linux 5.12, see user_namespaces(7).\n"
                    + "  Remedy: run the tests as an ordinary user, or leave root CAP_SETFCAP";
        }
        return fewerPrivileges();
    }

    private static String fewerPrivileges() {
        return appArmorOr(
                "the process has fewer privileges inside its user namespace than the kernel gives by itself; a"
                        + " security module (AppArmor, SELinux) or a container's policy is the usual reason.\n"
                        + "  Remedy: allow user namespaces to the launcher in that policy");
    }

    private static String userNamespace(String errnoName) {
        if (errnoName.equals("ENOSPC")) {
            return limit("user");
        }
        if (errnoName.equals("EINVAL") || errnoName.equals("ENOSYS")) {
            return "the kernel is built without user namespaces (CONFIG_USER_NS).\n  Remedy: use another kernel";
        }
        if (setting("kernel/unprivileged_userns_clone").equals("0")) {
            return "kernel.unprivileged_userns_clone is 0: only root may create user namespaces.\n"
                    + "  Remedy: sudo sysctl -w kernel.unprivileged_userns_clone=1";
        }
        if (isInChroot()) {
            return chroot();
        }
        return appArmorOr("a seccomp filter forbids it, as Docker's default profile does.\n"
                + "  Remedy: run the container with a profile that allows unshare and clone with namespace flags"
                + " (Docker: --security-opt seccomp=unconfined)");
    }

    private static String namespace(String name, Failed failed) {
        String errnoName = failed.errnoName();
        if (errnoName.equals("ENOSPC")) {
            return limit(name.equals("mount") ? "mnt" : name);
        }
        if (errnoName.equals("EINVAL") && failed.text().startsWith("making all mounts private")) {
            return chroot();
        }
        if (errnoName.equals("EINVAL") || errnoName.equals("ENOSYS")) {
            return "the kernel is built without this kind of namespace.\n  Remedy: use another kernel";
        }
        return appArmorOr("a security policy forbids it (seccomp, as in Docker's default profile, or SELinux).\n"
                + "  Remedy: allow it in the policy of the container or of the machine");
    }

    private static String chroot() {
        return "the build runs in a chroot, whose root is no mount point; the kernel allows no user namespace to an"
                + " ordinary user there, and root no mounts of its own.\n"
                + "  Remedy: use a container, or enter the directory with pivot_root (as bwrap and systemd-nspawn do)";
    }

    /** The mounts that a process sees begin with its root, unless that is just a directory of some mount. */
    private static boolean isInChroot() {
        try {
            return Files.readAllLines(MOUNTS).stream().noneMatch(line -> line.split(" ", 6)[4].equals("/"));
        } catch (IOException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static String limit(String name) {
        String setting = "user.max_" + name + "_namespaces";
        String value = setting("user/max_" + name + "_namespaces");
        return "the limit on such namespaces is reached or zero: " + setting + " is "
                + (value.isEmpty() ? "unreadable" : value) + " here.\n  Remedy: sudo sysctl -w " + setting + "=10000";
    }

    private static String appArmorOr(String otherwise) {
        if (setting("kernel/apparmor_restrict_unprivileged_userns").equals("1")) {
            return "AppArmor restricts user namespaces of ordinary users on this machine"
                    + " (kernel.apparmor_restrict_unprivileged_userns is 1, as on Ubuntu 24.04).\n"
                    + "  Remedy: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or give the launcher an"
                    + " AppArmor profile with the rule \"userns,\"";
        }
        return otherwise;
    }

    private static String setting(String path) {
        try {
            return Files.readString(KERNEL_SETTINGS.resolve(path)).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
