package org.junitisolated.internal.machine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kind of container that a process is in, by the traces that its engine leaves. */
public enum Container {
    KUBERNETES("Kubernetes"),
    PODMAN("Podman"),
    DOCKER("Docker"),
    LXC("LXC, LXD or Incus"),
    NSPAWN("systemd-nspawn"),
    OTHER("a container of an unknown engine"),
    WSL("WSL"),
    NONE("none");

    /** The kernel gives the first namespace of each kind a fixed number. */
    private static final List<String> FIRST_NAMESPACES =
            List.of("pid:[4026531836]", "ipc:[4026531839]", "uts:[4026531838]");

    private final String words;

    Container(String words) {
        this.words = words;
    }

    /** Traces alone may come from an image that the machine was made of; in a container some namespace is not the first. */
    public static Container of(Machine machine) {
        return isInFirstNamespaces(machine) ? isWsl(machine) ? WSL : NONE : byTraces(machine);
    }

    private static boolean isInFirstNamespaces(Machine machine) {
        return FIRST_NAMESPACES.stream()
                .allMatch(link -> machine.link("/proc/self/ns/" + link.substring(0, link.indexOf(':')))
                        .filter(link::equals)
                        .isPresent());
    }

    private static boolean isWsl(Machine machine) {
        return machine.kernel().toLowerCase(Locale.ROOT).contains("microsoft");
    }

    private static Container byTraces(Machine machine) {
        if (machine.environment("KUBERNETES_SERVICE_HOST").isPresent()
                || machine.exists("/var/run/secrets/kubernetes.io")) {
            return KUBERNETES;
        }
        if (machine.exists("/run/.containerenv")) {
            return PODMAN;
        }
        if (machine.exists("/.dockerenv")) {
            return DOCKER;
        }
        return manager(machine)
                .map(Container::named)
                .orElseGet(() -> inControlGroup(machine).orElseGet(() -> withoutTraces(machine)));
    }

    /** Returns the name by which a container's manager tells systemd, and others, what it is. */
    private static Optional<String> manager(Machine machine) {
        return machine.text("/run/host/container-manager")
                .or(() -> machine.text("/run/systemd/container"))
                .or(() -> machine.environment("container"));
    }

    private static Container named(String manager) {
        return switch (manager.toLowerCase(Locale.ROOT)) {
            case "docker" -> DOCKER;
            case "podman" -> PODMAN;
            case "lxc", "lxc-libvirt", "lxd", "incus" -> LXC;
            case "systemd-nspawn" -> NSPAWN;
            case "wsl" -> WSL;
            default -> OTHER;
        };
    }

    private static Optional<Container> inControlGroup(Machine machine) {
        List<String> groups = machine.lines("/proc/self/cgroup");
        if (groups.stream().anyMatch(line -> line.contains("/kubepods"))) {
            return Optional.of(KUBERNETES);
        }
        if (groups.stream().anyMatch(line -> line.contains("/docker"))) {
            return Optional.of(DOCKER);
        }
        return groups.stream().anyMatch(line -> line.contains("/lxc")) ? Optional.of(LXC) : Optional.empty();
    }

    private static Container withoutTraces(Machine machine) {
        if (isWsl(machine)) {
            return WSL;
        }
        Mounts mounts = Mounts.of(machine);
        boolean masked = mounts.masksBelow("/proc").stream()
                .anyMatch(mount ->
                        mount.point().equals("/proc/kcore") || (mount.point().equals("/proc/sys") && mount.has("ro")));
        return masked ? OTHER : NONE;
    }

    @Override
    public String toString() {
        return words;
    }
}
