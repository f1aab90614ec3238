package org.junitisolated.internal.launch;

import java.util.ArrayList;
import java.util.List;
import org.junitisolated.internal.machine.BuildService;
import org.junitisolated.internal.machine.Container;
import org.junitisolated.internal.machine.Machine;

/** What to add, and where, so that a machine or the container on it allows more. Those for this machine come first. */
final class Remedies {

    /** What the launcher calls and Docker's default profile refuses. */
    private static final String CALLS = "clone, unshare, setns, mount, umount2, mount_setattr and sethostname";

    private final Container container;
    private final BuildService service;

    Remedies(Machine machine) {
        this.container = Container.of(machine);
        this.service = BuildService.of(machine);
    }

    /** Returns the remedy with a word on where, if that is not here. */
    String onHost(String remedy) {
        return container == Container.NONE ? remedy : "on the host, outside the container: " + remedy;
    }

    /** To allow the calls that make namespaces and mounts. */
    List<String> allowCalls() {
        return switch (container) {
            case KUBERNETES ->
                List.of(
                        "in the pod's spec: hostUsers: false; in the container's securityContext: seccompProfile:"
                                + " {type: Unconfined}",
                        "the same with seccompProfile: {type: Localhost, localhostProfile: FILE}, a profile that allows "
                                + CALLS);
            case PODMAN ->
                List.of(
                        "podman run --security-opt seccomp=unconfined ...",
                        "podman run --security-opt seccomp=FILE ..., a profile that allows " + CALLS);
            case LXC -> nesting();
            case NSPAWN ->
                List.of("systemd-nspawn --system-call-filter=\"clone unshare setns @mount sethostname\" ...");
            case DOCKER -> docker("seccomp=unconfined", "seccomp:unconfined", allowedByFile());
            case OTHER, WSL, NONE ->
                List.of(
                        "allow " + CALLS
                                + " in the seccomp profile of the container, or of the service that runs the build",
                        "with Docker: docker run --security-opt seccomp=unconfined ...");
        };
    }

    private static String allowedByFile() {
        return "docker run --security-opt seccomp=FILE ..., Docker's default profile with " + CALLS
                + " allowed, which weakens the container less (docs/troubleshooting.md#docker)";
    }

    /** To see all of {@code /proc} and {@code /sys}, which the kernel wants before it allows fresh ones. */
    List<String> unmask() {
        return switch (container) {
            case KUBERNETES ->
                List.of("in the pod's spec: hostUsers: false; in the container's securityContext: procMount: Unmasked");
            case PODMAN -> List.of("podman run --security-opt unmask=ALL ...");
            case LXC -> nesting();
            case NSPAWN -> List.of("SYSTEMD_NSPAWN_API_VFS_WRITABLE=1 systemd-nspawn ...");
            case DOCKER -> unmaskDocker();
            case OTHER, WSL, NONE ->
                List.of(
                        "unmount what hides parts of it, or run the container without masked and read-only paths",
                        "with Docker: docker run --security-opt systempaths=unconfined ...");
        };
    }

    /** The option is one of Docker's own command, which a runner that speaks to the daemon directly does not have. */
    private List<String> unmaskDocker() {
        return service == BuildService.GITLAB
                ? List.of(
                        "in the runner's config.toml, below [runners.docker]: privileged = true (security_opt cannot unmask"
                                + " /proc)",
                        "a runner with the shell executor, on a machine of its own")
                : docker("systempaths=unconfined", "systempaths=unconfined", "");
    }

    /** To be free of the engine's own AppArmor profile or SELinux label. */
    List<String> liftProfile() {
        return switch (container) {
            case KUBERNETES -> List.of("in the container's securityContext: appArmorProfile: {type: Unconfined}");
            case PODMAN ->
                List.of(
                        "podman run --security-opt label=disable ... (SELinux)",
                        "podman run --security-opt apparmor=unconfined ... (AppArmor)");
            case LXC -> nesting();
            case DOCKER -> docker("apparmor=unconfined", "apparmor:unconfined", "");
            case NSPAWN, OTHER, WSL, NONE ->
                List.of("allow user namespaces, capabilities and mounts to the launcher in that policy");
        };
    }

    /** To divide the own control group. */
    List<String> delegateControlGroups() {
        return switch (container) {
            case DOCKER ->
                List.of("docker run --cgroupns=private --security-opt writable-cgroups=true ... (Docker 28)");
            case PODMAN -> List.of("podman run --cgroupns=private --security-opt unmask=/sys/fs/cgroup ...");
            case LXC -> nesting();
            case KUBERNETES, NSPAWN, OTHER -> List.of("run the container with a writable cgroup v2 of its own");
            case WSL ->
                List.of(
                        "in .wslconfig, below [wsl2]: kernelCommandLine = cgroup_no_v1=all; in /etc/wsl.conf, below [boot]:"
                                + " systemd=true");
            case NONE ->
                List.of(
                        "systemd-run --user --scope -p Delegate=yes mvn test",
                        "sudo systemd-run --scope -p Delegate=yes mvn test, where root runs the build");
        };
    }

    /** To let ordinary users have user namespaces, where AppArmor restricts them: it does so for the machine as a whole. */
    List<String> liftAppArmorRestriction() {
        String command = "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";
        if (container != Container.NONE) {
            return List.of(onHost(command));
        }
        List<String> remedies = new ArrayList<>();
        remedies.add(service == BuildService.GITHUB ? "a step before the tests: - run: " + command : command);
        remedies.add(
                "an AppArmor profile with the rule \"userns,\" for the launcher: \"java -jar junit-isolated.jar doctor\""
                        + " prints it");
        return remedies;
    }

    /** To give root of a container a capability. */
    List<String> addCapability(String name) {
        String plain = name.substring("CAP_".length());
        return switch (container) {
            case DOCKER -> docker("cap-add=" + plain);
            case PODMAN -> List.of("podman run --cap-add " + plain + " ...");
            case KUBERNETES -> List.of("in the container's securityContext: capabilities: {add: [" + plain + "]}");
            case LXC, NSPAWN, OTHER, WSL, NONE -> List.of("leave root " + name);
        };
    }

    private List<String> docker(String capability) {
        String option = "--" + capability;
        return switch (service) {
            case GITHUB -> List.of("in the workflow: container: {options: " + option + "}");
            case GITLAB ->
                List.of("in the runner's config.toml, below [runners.docker]: cap_add = [\""
                        + capability.substring("cap-add=".length()) + "\"]");
            case JENKINS -> List.of("in the Jenkinsfile: agent { docker { args '" + option + "' } }");
            case NONE -> List.of("docker run " + option + " ...");
        };
    }

    /** The option in the place where this build can set it; {@code more} holds wherever Docker's own command is used. */
    private List<String> docker(String option, String forDaemon, String more) {
        List<String> remedies = new ArrayList<>();
        String full = "--security-opt " + option;
        remedies.add(
                switch (service) {
                    case GITHUB -> "in the workflow: container: {options: " + full + "}";
                    case GITLAB ->
                        "in the runner's config.toml, below [runners.docker]: security_opt = [\"" + forDaemon + "\"]";
                    case JENKINS -> "in the Jenkinsfile: agent { docker { args '" + full + "' } }";
                    case NONE -> "docker run " + full + " ...";
                });
        if (!more.isEmpty()) {
            remedies.add(more);
        }
        return remedies;
    }

    private static List<String> nesting() {
        return List.of(
                "incus config set NAME security.nesting true, then restart the container",
                "lxc config set NAME security.nesting true, then restart the container");
    }
}
