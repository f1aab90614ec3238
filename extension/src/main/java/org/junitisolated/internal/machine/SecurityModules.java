package org.junitisolated.internal.machine;

import java.util.List;
import java.util.Optional;

/** What AppArmor, SELinux and seccomp have been told about this process. */
public final class SecurityModules {

    private static final String APPARMOR_RESTRICTION = "kernel.apparmor_restrict_unprivileged_userns";
    private static final List<String> APPARMOR_LABELS =
            List.of("/proc/self/attr/apparmor/current", "/proc/self/attr/current");

    private final Machine machine;

    public SecurityModules(Machine machine) {
        this.machine = machine;
    }

    /** Returns the AppArmor label: {@code unconfined}, or a profile and its mode. SELinux's have three colons. */
    public Optional<String> appArmorLabel() {
        return APPARMOR_LABELS.stream()
                .flatMap(path -> machine.text(path).stream())
                .map(label -> label.replace("\0", ""))
                .filter(label -> !label.isEmpty() && !label.contains(":"))
                .findFirst();
    }

    /** Returns the profile that AppArmor enforces on this process, if it does. */
    public Optional<String> appArmorProfile() {
        return appArmorLabel()
                .filter(label -> label.endsWith("(enforce)"))
                .map(label -> label.replace("(enforce)", "").strip());
    }

    /** Tells whether AppArmor takes from ordinary users what user namespaces give. */
    public boolean doesAppArmorRestrictUserNamespaces() {
        return machine.hasSetting(APPARMOR_RESTRICTION, "1")
                && appArmorLabel()
                        .filter(label -> label.equals("unconfined") || label.startsWith("unprivileged_userns"))
                        .isPresent()
                && !Capabilities.effective(machine).has("CAP_SYS_ADMIN");
    }

    public boolean doesSelinuxEnforce() {
        return machine.text("/sys/fs/selinux/enforce").filter("1"::equals).isPresent();
    }

    /** Tells whether a seccomp filter holds for this process; what it refuses cannot be read. */
    public boolean hasFilter() {
        return machine.status("Seccomp").filter("2"::equals).isPresent();
    }

    public String appArmorEvidence() {
        return "/proc/self/attr/current = " + appArmorLabel().orElse("(nothing of AppArmor)");
    }

    public String appArmorRestrictionEvidence() {
        return APPARMOR_RESTRICTION + " = "
                + machine.setting(APPARMOR_RESTRICTION).orElse("(not there)");
    }

    public String selinuxEvidence() {
        return "/sys/fs/selinux/enforce = "
                + machine.text("/sys/fs/selinux/enforce").orElse("(not there)");
    }

    public String filterEvidence() {
        return "Seccomp in /proc/self/status = " + machine.status("Seccomp").orElse("(not there)");
    }
}
