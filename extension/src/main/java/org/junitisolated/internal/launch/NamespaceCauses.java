package org.junitisolated.internal.launch;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junitisolated.internal.machine.Capabilities;
import org.junitisolated.internal.machine.Machine;
import org.junitisolated.internal.machine.UserNamespace;

/** Why the kernel itself creates no namespace of some kind. */
final class NamespaceCauses {

    private NamespaceCauses() {}

    static Stream<Diagnosis> of(RefusedStep refused) {
        return refused.kindOfNamespace().stream().flatMap(kind -> of(refused, kind));
    }

    private static Stream<Diagnosis> of(RefusedStep refused, String kind) {
        return Stream.of(
                        chroot(refused),
                        notInTheKernel(refused, kind),
                        limit(refused, kind),
                        onlyForRoot(refused, kind),
                        withoutId(refused, kind))
                .flatMap(Optional::stream);
    }

    private static Optional<Diagnosis> notInTheKernel(RefusedStep refused, String kind) {
        Machine machine = refused.machine();
        String file = "/proc/self/ns/" + kind;
        String option = switch (kind) {
            case "mnt" -> "";
            case "cgroup" -> " (CONFIG_CGROUPS, since 4.6)";
            case "time" -> " (CONFIG_TIME_NS, since 5.6)";
            default -> " (CONFIG_" + kind.toUpperCase(Locale.ROOT) + "_NS)";
        };
        String cause = "the kernel is built without this kind of namespace" + option;
        boolean missing = machine.exists("/proc/self/ns") && !machine.exists(file);
        if (!missing && !refused.hasError("EINVAL", "ENOSYS")) {
            return Optional.empty();
        }
        Diagnosis diagnosis = missing ? Diagnosis.seen(cause) : Diagnosis.likely(cause);
        return Optional.of(diagnosis
                .remedy("use another kernel")
                .remedies(refused.doWithout())
                .evidence(
                        file + " = " + machine.link(file).orElse("(not there)"),
                        "kernel.osrelease = " + machine.kernel()));
    }

    private static Optional<Diagnosis> limit(RefusedStep refused, String kind) {
        if (!refused.hasError("ENOSPC")) {
            return Optional.empty();
        }
        String name = "user.max_" + kind + "_namespaces";
        Optional<String> value = refused.machine().setting(name);
        UserNamespace namespace = new UserNamespace(refused.machine());
        return Optional.of(limitOf(name, value, namespace.isFirst())
                .remedies(refused.doWithout())
                .evidence(name + " = " + value.orElse("(not there)"), namespace.evidence()));
    }

    private static Diagnosis limitOf(String name, Optional<String> value, boolean first) {
        String raise = "sudo sysctl -w " + name + "=" + more(value);
        if (value.filter("0"::equals).isPresent()) {
            return Diagnosis.seen("the limit on such namespaces is zero: " + name + " is 0"
                            + (first ? "" : " in the user namespace of this process"))
                    .remedy(first ? raise : raise + " (as root of that user namespace, in the container)");
        }
        if (first && value.isPresent()) {
            return Diagnosis.seen("the limit on such namespaces is reached: " + name + " is " + value.get()
                            + ", for each user")
                    .remedy(raise, "run fewer tests at once");
        }
        if (first) {
            return Diagnosis.likely("the limit on such namespaces is reached or zero; " + name + " cannot be read here")
                    .remedy(raise, "run fewer tests at once");
        }
        return Diagnosis.likely(
                        "the limit on such namespaces is reached or zero in a user namespace above this one, as on"
                                + " the container's host; here " + name + " is " + value.orElse("unreadable")
                                + ". Or they are nested too deeply: the kernel allows 32 levels")
                .remedy("on the host, outside the container: " + raise, "run fewer tests at once");
    }

    /** More than there may be now, and in any case enough for many tests. */
    private static long more(Optional<String> limit) {
        long now = limit.filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
        return Math.max(10_000, 2 * now);
    }

    private static Optional<Diagnosis> onlyForRoot(RefusedStep refused, String kind) {
        String name = "kernel.unprivileged_userns_clone";
        Capabilities capabilities = Capabilities.effective(refused.machine());
        boolean forbidden = kind.equals("user")
                && refused.isDenied()
                && refused.machine().hasSetting(name, "0")
                && !capabilities.has("CAP_SYS_ADMIN");
        return forbidden
                ? Optional.of(Diagnosis.seen(name + " is 0: only who holds CAP_SYS_ADMIN may create user namespaces")
                        .remedy("sudo sysctl -w " + name + "=1")
                        .evidence(name + " = 0", capabilities.evidence()))
                : Optional.empty();
    }

    private static Optional<Diagnosis> chroot(RefusedStep refused) {
        boolean concerned = (refused.is("user-namespace", "inner-user-namespace") && refused.hasError("EPERM"))
                || (refused.is("mount-namespace") && refused.hasError("EINVAL"));
        boolean said = refused.text().startsWith("making all mounts private");
        boolean found = refused.mounts().isRootNoMountPoint();
        if (!concerned || (!found && !said)) {
            return Optional.empty();
        }
        String cause =
                "the build runs in a chroot, whose root is no mount point; the kernel allows no user namespace to an"
                        + " ordinary user there, and root no mounts of its own";
        return Optional.of((found ? Diagnosis.seen(cause) : Diagnosis.likely(cause))
                .remedy("use a container, or enter the directory with pivot_root, as bwrap and systemd-nspawn do")
                .evidence("mounts at / in /proc/self/mountinfo = " + (found ? "none" : "not looked at, or some")));
    }

    private static Optional<Diagnosis> withoutId(RefusedStep refused, String kind) {
        UserNamespace namespace = new UserNamespace(refused.machine());
        return kind.equals("user") && refused.hasError("EPERM") && namespace.isUserWithoutId()
                ? Optional.of(Diagnosis.seen("the user who runs the build has no id in this user namespace")
                        .remedy("run the build as a user whom the container's id map contains")
                        .evidence(namespace.mapEvidence()))
                : Optional.empty();
    }
}
