package org.junitisolated.internal.launch;

import java.util.Optional;
import java.util.stream.Stream;
import org.junitisolated.internal.machine.Capabilities;
import org.junitisolated.internal.machine.SecurityModules;

/** AppArmor and SELinux. They may deny whatever needs a privilege. */
final class SecurityModuleCauses {

    private SecurityModuleCauses() {}

    static Stream<Diagnosis> of(RefusedStep refused) {
        return refused.isDenied() && needsPrivilege(refused)
                ? Stream.of(appArmorRestriction(refused), appArmorProfile(refused), selinux(refused))
                        .flatMap(Optional::stream)
                : Stream.empty();
    }

    private static boolean needsPrivilege(RefusedStep refused) {
        return refused.kindOfNamespace().isPresent()
                || MountCauses.isMount(refused)
                || refused.is(
                        "id-map",
                        "inner-id-map",
                        "loopback",
                        "low-ports",
                        "hostname",
                        "capabilities",
                        "time-offset",
                        "process",
                        "cgroup");
    }

    /** What the launcher holds in its new user namespace is taken away again, so that any later step may be the first. */
    private static Optional<Diagnosis> appArmorRestriction(RefusedStep refused) {
        SecurityModules modules = refused.securityModules();
        return modules.doesAppArmorRestrictUserNamespaces()
                ? Optional.of(Diagnosis.seen("AppArmor restricts the user namespaces of ordinary users on this machine"
                                + " (kernel.apparmor_restrict_unprivileged_userns is 1, as on Ubuntu 24.04)")
                        .remedies(refused.remedies().liftAppArmorRestriction())
                        .evidence(
                                modules.appArmorRestrictionEvidence(),
                                modules.appArmorEvidence(),
                                Capabilities.effective(refused.machine()).evidence()))
                : Optional.empty();
    }

    /** The kernel itself does not answer EACCES here: permissions of files aside, that is a module's word. */
    private static Optional<Diagnosis> appArmorProfile(RefusedStep refused) {
        SecurityModules modules = refused.securityModules();
        return modules.appArmorProfile().map(profile -> {
            String cause = "the AppArmor profile " + profile + ", which holds for this process, forbids it";
            return (isModulesAnswer(refused) ? Diagnosis.seen(cause) : Diagnosis.likely(cause))
                    .remedies(refused.remedies().liftProfile())
                    .remedies(refused.doWithout())
                    .evidence(modules.appArmorEvidence());
        });
    }

    private static boolean isModulesAnswer(RefusedStep refused) {
        return refused.hasError("EACCES")
                && (refused.kindOfNamespace().isPresent() || refused.is("mount-proc", "mount-sys", "tmpfs"));
    }

    private static Optional<Diagnosis> selinux(RefusedStep refused) {
        SecurityModules modules = refused.securityModules();
        if (!modules.doesSelinuxEnforce()) {
            return Optional.empty();
        }
        String cause = "SELinux forbids it";
        return Optional.of((isModulesAnswer(refused) ? Diagnosis.seen(cause) : Diagnosis.likely(cause))
                .remedy("sudo ausearch -m avc -ts recent, which shows the rule that denies it")
                .remedies(refused.remedies().liftProfile())
                .remedies(refused.doWithout())
                .evidence(
                        modules.selinuxEvidence(),
                        "/proc/self/attr/current = "
                                + refused.machine()
                                        .text("/proc/self/attr/current")
                                        .orElse("(not there)")));
    }
}
