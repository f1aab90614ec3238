package org.junitisolated.internal.doctor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junitisolated.internal.machine.BuildService;
import org.junitisolated.internal.machine.Capabilities;
import org.junitisolated.internal.machine.Container;
import org.junitisolated.internal.machine.ControlGroups;
import org.junitisolated.internal.machine.Machine;
import org.junitisolated.internal.machine.SecurityModules;
import org.junitisolated.internal.machine.UserNamespace;

/** What the machine is, as far as it matters here. */
final class MachineFacts {

    private MachineFacts() {}

    static Map<String, String> of(Machine machine) {
        UserNamespace namespace = new UserNamespace(machine);
        SecurityModules modules = new SecurityModules(machine);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("kernel", machine.kernel().isEmpty() ? System.getProperty("os.version", "") : machine.kernel());
        facts.put("architecture", System.getProperty("os.arch", ""));
        facts.put("distribution", distribution(machine));
        facts.put("container", Container.of(machine).toString());
        facts.put("buildService", BuildService.of(machine).toString());
        facts.put("user", System.getProperty("user.name", "") + " (" + namespace.userId() + ")");
        facts.put("userNamespace", namespace.describe());
        facts.put("capabilities", Capabilities.effective(machine).describe());
        facts.put("boundingCapabilities", Capabilities.bounding(machine).describe());
        facts.put("seccomp", modules.hasFilter() ? "a filter" : "none");
        facts.put("appArmor", modules.appArmorLabel().orElse("none"));
        facts.put("selinux", modules.doesSelinuxEnforce() ? "enforcing" : "none");
        facts.put("controlGroups", new ControlGroups(machine).describe());
        facts.put("java", System.getProperty("java.version", "") + ", " + System.getProperty("java.home", ""));
        return facts;
    }

    private static String distribution(Machine machine) {
        String name = "PRETTY_NAME=";
        return machine.lines("/etc/os-release").stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("\"", ""))
                .findFirst()
                .orElse("unknown");
    }
}
