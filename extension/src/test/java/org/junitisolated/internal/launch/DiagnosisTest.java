package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.internal.launch.StatusRecord.Failed;
import org.junitisolated.internal.machine.Machine;

/** Each cause is told by looking, and is called sure only where it was seen. */
class DiagnosisTest {

    private static final String BY_FILTER =
            "creating a namespace, refused by a seccomp filter: clone unshare mount: Operation not permitted";
    private static final String ALL_CAPABILITIES = "000001ffffffffff";
    private static final String DOCKERS_CAPABILITIES = "00000000a80425fb";

    @TempDir
    Path directory;

    private FakeMachine machine;

    @BeforeEach
    void allowsEverything() {
        machine = new FakeMachine(directory);
    }

    static List<String> steps() throws IOException {
        return Steps.all();
    }

    private Diagnosis diagnose(String step, String errnoName) {
        return diagnose(step, errnoName, "what the call said");
    }

    private Diagnosis diagnose(String step, String errnoName, String text) {
        return Diagnosis.of(step, 1, errnoName, text, machine.machine());
    }

    private static void assertSeen(Diagnosis diagnosis, String cause, String remedy, String evidence) {
        assertThat(diagnosis.seen()).as(diagnosis.toString()).isTrue();
        assertContains(diagnosis, cause, remedy, evidence);
    }

    private static void assertLikely(Diagnosis diagnosis, String cause, String remedy, String evidence) {
        assertThat(diagnosis.seen()).as(diagnosis.toString()).isFalse();
        assertThat(diagnosis.causeInWords()).startsWith("most likely ");
        assertContains(diagnosis, cause, remedy, evidence);
    }

    private static void assertContains(Diagnosis diagnosis, String cause, String remedy, String evidence) {
        assertThat(diagnosis.cause()).contains(cause);
        assertThat(diagnosis.remedies().get(0)).contains(remedy);
        assertThat(diagnosis.evidence()).anySatisfy(each -> assertThat(each).contains(evidence));
    }

    // ---- every step ----

    @Test
    void theLauncherHasSteps() throws IOException {
        assertThat(steps()).contains("user-namespace", "exec").hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyStepIsExplainedInAllParts(String step) {
        assertThat(RefusedStep.explain(new Failed(step, 1, "EPERM", "what the call said")))
                .contains("Step:   " + step + "\n")
                .contains("Error:  EPERM (1), what the call said\n")
                .containsPattern("Cause:  \\S")
                .containsPattern("Remedy: \\S")
                .endsWith("\nSee docs/troubleshooting.md#step-" + step + " of junit-isolated.");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyStepHasACauseOfItsOwn(String step) {
        // The process step has many; what they are the error number tells.
        assertThat(diagnose(step, "EPERM").cause().equals(Diagnosis.UNKNOWN)).isEqualTo(step.equals("process"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void withoutAnythingSeenNothingIsCalledSure(String step) {
        // Executing is looked into on the machine that this is; and that one has no control groups.
        if (!step.equals("exec") && !step.equals("cgroup")) {
            assertThat(diagnose(step, "EPERM").seen()).isFalse();
        }
    }

    @Test
    void aStepOfALaterLauncherIsReportedToo() {
        assertThat(RefusedStep.explain(new Failed("later", 99, "E99", "text")))
                .contains("Step:   later", "E99 (99)", "Cause:  not known", "Remedy: ");
    }

    @Test
    void allRemediesAndAllEvidenceAreLinesOfTheirOwn() {
        assertThat(Diagnosis.seen("why")
                        .remedy("a", "b")
                        .evidence("c = 1", "d = 2")
                        .describe())
                .isEqualTo("  Cause:  why\n  Remedy: a\n      or: b\n  Seen:   c = 1\n          d = 2");
        assertThat(Diagnosis.likely("why").describe()).isEqualTo("  Cause:  most likely why");
    }

    // ---- what a machine runs out of ----

    @ParameterizedTest
    @CsvSource({
        "EAGAIN, limit of processes",
        "ENOMEM, no memory left",
        "EMFILE, limit of open files of a process",
        "ENFILE, limit of open files of the machine",
        "EUSERS, nested too deeply"
    })
    void whatTheMachineLacksIsTheCauseAtWhateverStep(String errnoName, String cause) throws IOException {
        for (String step : steps()) {
            assertThat(diagnose(step, errnoName).cause()).contains(cause);
        }
    }

    @Test
    void aFullControlGroupIsSeen() {
        machine.file("/proc/self/cgroup", "0::/build\n")
                .file("/sys/fs/cgroup/build/pids.max", "100\n")
                .file("/sys/fs/cgroup/build/pids.current", "100\n");

        assertSeen(diagnose("process", "EAGAIN"), "of this control group", "pids.max", "pids.max = 100");
    }

    @Test
    void theLimitsOfTheProcessAreEvidence() {
        machine.file("/proc/self/limits", """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             50                   60                   processes
                Max open files            8                    8                    files
                """);

        assertLikely(diagnose("process", "EAGAIN"), "processes", "ulimit -u", "limits = 50 60 processes");
        assertSeen(diagnose("descriptors", "EMFILE"), "open files", "ulimit -n", "limits = 8 8 files");
    }

    // ---- seccomp ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user-namespace",
                "pid-namespace",
                "net-namespace",
                "mount-namespace",
                "mount-proc",
                "tmpfs",
                "inner-user-namespace",
                "cgroup-namespace",
                "time-namespace"
            })
    void aFilterIsSeenWhereTheLauncherSaysSo(String step) {
        machine.inDocker().filtered();

        assertSeen(
                diagnose(step, "EPERM", BY_FILTER),
                "a seccomp filter",
                "docker run --security-opt seccomp=unconfined",
                "Seccomp in /proc/self/status = 2");
    }

    @Test
    void aFilterThatRefusesAnotherCallIsNoCause() {
        machine.filtered();

        assertThat(diagnose("net-namespace", "EPERM", "unshare, refused by a seccomp filter: mount: text")
                        .cause())
                .doesNotContain("as Docker's default");
        assertThat(diagnose("id-map", "EPERM", "writing, refused by a seccomp filter: mount: text")
                        .cause())
                .doesNotContain("as Docker's default");
    }

    @Test
    void podmansFilterForbidsHostNamesAlone() {
        machine.inContainer().file("/run/.containerenv", "").filtered();

        assertLikely(
                diagnose("hostname", "EPERM"),
                "sethostname",
                "podman run --security-opt seccomp=unconfined",
                "Seccomp in /proc/self/status = 2");
    }

    // ---- namespaces ----

    @ParameterizedTest
    @CsvSource({
        "user-namespace, user",
        "inner-user-namespace, user",
        "pid-namespace, pid",
        "mount-namespace, mnt",
        "net-namespace, net",
        "ipc-namespace, ipc",
        "uts-namespace, uts",
        "cgroup-namespace, cgroup",
        "time-namespace, time"
    })
    void aKernelWithoutTheNamespaceIsSeen(String step, String kind) {
        machine.without("/proc/self/ns/" + kind);

        assertSeen(
                diagnose(step, "EINVAL"),
                "the kernel is built without",
                "use another kernel",
                "/proc/self/ns/" + kind + " = (not there)");
    }

    @Test
    void anInvalidArgumentWithoutSuchAKernelIsAGuess() {
        assertLikely(diagnose("net-namespace", "EINVAL"), "the kernel is built without", "kernel", "net:[");
    }

    @ParameterizedTest
    @CsvSource({
        "user-namespace, user",
        "pid-namespace, pid",
        "mount-namespace, mnt",
        "net-namespace, net",
        "ipc-namespace, ipc",
        "uts-namespace, uts",
        "cgroup-namespace, cgroup",
        "time-namespace, time"
    })
    void aLimitIsNamedWithItsValueAndHowToRaiseIt(String step, String kind) {
        String setting = "user.max_" + kind + "_namespaces";

        machine.setting(setting, "0");
        assertSeen(
                diagnose(step, "ENOSPC"),
                "is zero: " + setting + " is 0",
                "sudo sysctl -w " + setting + "=10000",
                setting + " = 0");

        machine.setting(setting, "63112");
        assertSeen(diagnose(step, "ENOSPC"), setting + " is 63112", "sudo sysctl -w", setting + " = 63112");
    }

    @Test
    void aLimitThatCannotBeReadIsAGuess() {
        assertLikely(diagnose("net-namespace", "ENOSPC"), "cannot be read", "sudo sysctl", "= (not there)");
    }

    @Test
    void aLimitThatIsNotReachedHereMayBeReachedAboveAndNobodyCanSeeThat() {
        machine.setting("user.max_user_namespaces", "63112").inNestedUserNamespace();

        assertLikely(
                diagnose("user-namespace", "ENOSPC"),
                "in a user namespace above this one",
                "on the host, outside the container: sudo sysctl",
                "a nested one");
    }

    @Test
    void aLimitOfZeroIsThatOfTheOwnUserNamespace() {
        machine.setting("user.max_user_namespaces", "0").inNestedUserNamespace();

        assertSeen(
                diagnose("user-namespace", "ENOSPC"),
                "is 0 in the user namespace of this process",
                "as root of that user namespace",
                "a nested one");
    }

    @Test
    void debiansSwitchIsSeen() {
        machine.setting("kernel.unprivileged_userns_clone", "0");

        assertSeen(
                diagnose("user-namespace", "EPERM"),
                "kernel.unprivileged_userns_clone is 0",
                "sudo sysctl -w kernel.unprivileged_userns_clone=1",
                "CapEff in /proc/self/status = 0000000000000000 (none)");
    }

    @Test
    void debiansSwitchIsNotInRootsWay() {
        machine.setting("kernel.unprivileged_userns_clone", "0").capabilities(ALL_CAPABILITIES);

        assertThat(diagnose("user-namespace", "EPERM").seen()).isFalse();
    }

    @Test
    void aChrootIsSeen() {
        machine.mounts("21 20 0:20 / /proc rw - proc proc rw\n");

        assertSeen(diagnose("user-namespace", "EPERM"), "in a chroot", "use a container", "mounts at /");
        assertSeen(
                diagnose("mount-namespace", "EINVAL", "making all mounts private: Invalid argument"),
                "in a chroot",
                "use a container",
                "mounts at /");
    }

    @Test
    void aChrootIsToldApartFromAKernelWithoutMountNamespaces() {
        assertThat(diagnose("mount-namespace", "EINVAL", "making all mounts private: Invalid argument")
                        .cause())
                .contains("in a chroot");
    }

    @Test
    void aUserWithoutAnIdIsSeen() {
        machine.file("/proc/self/uid_map", "         0       1000          1\n")
                .status("Uid", "65534\t65534\t65534\t65534");

        assertSeen(diagnose("user-namespace", "EPERM"), "has no id", "id map", "= 0 1000 1, Uid = 65534");
    }

    // ---- security modules ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user-namespace",
                "id-map",
                "loopback",
                "hostname",
                "capabilities",
                "mount-namespace",
                "net-namespace",
                "tmpfs",
                "mount-proc",
                "inner-id-map",
                "time-offset"
            })
    void ubuntusRestrictionIsSeenAtWhateverStepItIsFirstFelt(String step) {
        machine.setting("kernel.apparmor_restrict_unprivileged_userns", "1")
                .file("/proc/self/attr/current", "unconfined\n");

        assertSeen(
                diagnose(step, "EPERM"),
                "AppArmor restricts the user namespaces",
                "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
                "kernel.apparmor_restrict_unprivileged_userns = 1");
    }

    @Test
    void ubuntusRestrictionIsNotInRootsWay() {
        machine.setting("kernel.apparmor_restrict_unprivileged_userns", "1")
                .file("/proc/self/attr/current", "unconfined\n")
                .capabilities(ALL_CAPABILITIES);

        assertThat(diagnose("user-namespace", "EPERM").cause()).doesNotContain("AppArmor restricts");
    }

    @Test
    void ubuntusRestrictionIsLiftedOnTheHostOfAContainer() {
        machine.setting("kernel.apparmor_restrict_unprivileged_userns", "1")
                .file("/proc/self/attr/current", "unconfined\n")
                .inDocker();

        assertSeen(diagnose("id-map", "EPERM"), "AppArmor", "on the host, outside the container", "= 1");
    }

    @Test
    void gitHubsRunnersGetAStep() {
        machine.setting("kernel.apparmor_restrict_unprivileged_userns", "1")
                .file("/proc/self/attr/current", "unconfined\n")
                .environment("GITHUB_ACTIONS", "true");

        assertSeen(
                diagnose("loopback", "EPERM"),
                "AppArmor",
                "- run: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
                "= 1");
    }

    @Test
    void dockersProfileIsNamed() {
        machine.file("/proc/self/attr/current", "docker-default (enforce)\n").inDocker();

        assertSeen(
                diagnose("tmpfs", "EACCES"),
                "the AppArmor profile docker-default",
                "docker run --security-opt apparmor=unconfined",
                "/proc/self/attr/current = docker-default (enforce)");
        assertLikely(diagnose("keep", "EACCES"), "docker-default", "apparmor=unconfined", "docker-default");
    }

    @Test
    void appArmorsOwnDirectoryComesFirst() {
        machine.file("/proc/self/attr/current", "system_u:system_r:container_t:s0\n")
                .file("/proc/self/attr/apparmor/current", "snap.x (enforce)\n");

        assertSeen(diagnose("net-namespace", "EACCES"), "profile snap.x", "that policy", "snap.x");
    }

    @Test
    void selinuxIsNamed() {
        machine.file("/sys/fs/selinux/enforce", "1")
                .file("/proc/self/attr/current", "system_u:system_r:container_t:s0:c1,c2\n");

        assertSeen(diagnose("user-namespace", "EACCES"), "SELinux", "ausearch", "container_t");
        assertLikely(diagnose("user-namespace", "EPERM"), "SELinux", "ausearch", "enforce = 1");
    }

    // ---- capabilities ----

    @Test
    void rootWithoutTheCapabilityToMapItselfIsSeen() {
        machine.status("Uid", "0\t0\t0\t0");

        assertSeen(
                diagnose("id-map", "EPERM", "writing \"0 0 1\" to /proc/1/uid_map: not permitted"),
                "root without CAP_SETFCAP",
                "run the tests as an ordinary user",
                "CapBnd in /proc/self/status = 0000000000000000 (none)");
        assertThat(diagnose("id-map", "EPERM").cause()).doesNotContain("CAP_SETFCAP");
    }

    @Test
    void dockersRootHasThatCapability() {
        machine.capabilities(DOCKERS_CAPABILITIES);

        assertThat(diagnose("id-map", "EPERM", "writing \"0 0 1\" to /proc/1/uid_map: not permitted")
                        .cause())
                .doesNotContain("CAP_SETFCAP");
    }

    // ---- mounts ----

    @Test
    void aMaskedProcIsSeen() {
        machine.inDocker().mount("/proc/kcore", "rw,nosuid", "tmpfs").mount("/proc/sys", "ro", "proc");

        assertSeen(
                diagnose("mount-proc", "EPERM"),
                "hides or protects parts of /proc",
                "docker run --security-opt systempaths=unconfined",
                "/proc/kcore (tmpfs), /proc/sys (proc, read-only)");
    }

    @Test
    void aMaskedSysIsSeen() {
        machine.inContainer().file("/run/.containerenv", "").mount("/sys/firmware", "ro", "tmpfs");

        assertSeen(
                diagnose("mount-sys", "EPERM"),
                "hides or protects parts of /sys",
                "podman run --security-opt unmask=ALL",
                "/sys/firmware (tmpfs, read-only)");
    }

    @Test
    void whatEveryMachineMountsThereIsNoMask() {
        machine.mount("/proc/sys/fs/binfmt_misc", "rw", "autofs")
                .mount("/sys/fs/cgroup", "rw", "cgroup2")
                .mount("/sys/fs/cgroup/memory", "rw", "cgroup")
                .mount("/sys/kernel/security", "rw", "securityfs");

        assertThat(diagnose("mount-proc", "EPERM").seen()).isFalse();
        assertThat(diagnose("mount-sys", "EPERM").seen()).isFalse();
    }

    @Test
    void aReadOnlyProcIsSeen() {
        machine.mounts("20 1 8:1 / / rw - ext4 /dev/sda1 rw\n21 20 0:20 / /proc ro,nosuid - proc proc rw\n");

        assertSeen(diagnose("mount-proc", "EPERM"), "a read-only /proc", "", "/proc (proc, read-only)");
    }

    @Test
    void aMissingProcIsSeen() {
        machine.mounts("20 1 8:1 / / rw - ext4 /dev/sda1 rw\n");

        assertSeen(diagnose("mount-proc", "EPERM"), "shows no /proc", "", "/proc = / (ext4)");
    }

    @ParameterizedTest
    @CsvSource({
        "mount-proc, pid = true",
        "mount-sys, net = true",
        "net-namespace, net = true",
        "ipc-namespace, ipc = true",
        "hostname, uts = true",
        "time-namespace, time = true",
        "inner-id-map, user = true"
    })
    void whatATestCanDoWithoutIsTheLastRemedy(String step, String attribute) {
        List<String> remedies = diagnose(step, "EPERM").remedies();

        assertThat(remedies.get(remedies.size() - 1)).isEqualTo("do without " + attribute);
    }

    @Test
    void readOnlySettingsAreSeen() {
        machine.inDocker().mount("/proc/sys", "ro", "proc");

        Diagnosis diagnosis = diagnose("low-ports", "EROFS");

        assertSeen(diagnosis, "/proc/sys is read-only", "systempaths=unconfined", "/proc/sys (proc, read-only)");
        assertThat(diagnosis.remedies())
                .noneSatisfy(remedy -> assertThat(remedy).contains("pid = true"));
    }

    @Test
    void whoNeedsNoUserNamespaceCanHaveAProcOfItsOwnInstead() {
        machine.mount("/proc/sys", "ro", "proc").capabilities(ALL_CAPABILITIES);

        assertThat(diagnose("low-ports", "EROFS").remedies())
                .anySatisfy(remedy -> assertThat(remedy).contains("pid = true"));
    }

    @Test
    void aKernelWithoutTheSettingOfLowPortsIsSeen() {
        assertSeen(diagnose("low-ports", "ENOENT"), "4.11", "another kernel", "(not there)");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertSeen(diagnose("hosts", "ENOENT"), "no /etc/hosts", "sudo touch /etc/hosts", "/etc/hosts = (not there)");
        machine.file("/etc/hosts", "");
        assertSeen(diagnose("hosts", "ENOENT"), "no /tmp", "mkdir", "/tmp = (not there)");
        assertSeen(
                diagnose("tmpfs", "ENOENT", "mounting a tmpfs on /no/such: No such file"),
                "/no/such does not exist",
                "mkdir -p /no/such",
                "(not there)");
        assertSeen(
                diagnose("mount-bind", "ENOENT", "binding /no/source on /there: No such file"),
                "/no/source does not exist",
                "mkdir",
                "(not there)");
    }

    @Test
    void anOverlayOverOtherMountsIsSeen() {
        machine.mount("/data/disk", "rw", "ext4");

        assertSeen(
                diagnose("mount-overlay", "EINVAL", "mounting an overlay of /data on /data: Invalid argument"),
                "mounted below /data",
                "below which nothing is mounted",
                "/data/disk (ext4)");
    }

    @Test
    void overlaysThatTheKernelDoesNotHaveOrNotAllowAreSeen() {
        assertSeen(diagnose("mount-overlay", "ENODEV"), "no overlay file system", "modprobe overlay", "(not there)");
        machine.setting("kernel.osrelease", "5.4.0-200-generic");
        assertSeen(diagnose("mount-overlay", "EPERM"), "since 5.11", "another kernel", "5.4.0");
    }

    @Test
    void anOverlayOnOverlaysIsAGuess() {
        machine.mounts("20 1 0:50 / / rw - overlay overlay rw\n21 20 0:20 / /proc rw - proc proc rw\n");

        assertLikely(
                diagnose("mount-overlay", "EINVAL", "mounting an overlay of /work on /work: Invalid argument"),
                "on an overlay already",
                "another file system",
                "/ (overlay)");
    }

    // ---- ports, clocks, control groups ----

    @Test
    void aPortThatIsTakenIsSeen() {
        assertSeen(diagnose("publish", "EADDRINUSE").evidence(""), "another program", "ss -ltnup", "");
        machine.setting("net.ipv4.ip_unprivileged_port_start", "80");
        assertSeen(diagnose("host-port", "EACCES"), "only root", "from 80 on", "ip_unprivileged_port_start = 80");
    }

    @Test
    void anOffsetBeforeTheMachinesStartIsSeen() {
        machine.file("/proc/uptime", "100.00 100.00\n");

        assertSeen(diagnose("time-offset", "ERANGE"), "back before 0", "smaller", "/proc/uptime = 100.00");
    }

    private Diagnosis controlGroups() {
        return OtherCauses.controlGroups(machine.machine());
    }

    @Test
    void controllersThatVersion1HoldsAreNamed() {
        machine.file("/proc/self/cgroup", "4:memory:/x\n3:pids:/\n2:cpu,cpuacct:/\n1:name=systemd:/\n0::/\n");

        assertSeen(controlGroups(), "holds the controllers memory, pids, cpu", "cgroup_no_v1=all", "4:memory:/x");
        assertThat(diagnose("cgroup", "EACCES")).isEqualTo(controlGroups());
    }

    @Test
    void readOnlyControlGroupsAreSeen() {
        machine.file("/proc/self/cgroup", "0::/\n")
                .mount("/sys/fs/cgroup", "ro", "cgroup2")
                .inDocker();

        assertSeen(
                controlGroups(), "read-only at /sys/fs/cgroup", "writable-cgroups=true", "own group = /sys/fs/cgroup");
    }

    @Test
    void controlGroupsThatAreNotDelegatedAreSeen() {
        machine.file("/proc/self/cgroup", "0::/user.slice\n").mount("/sys/fs/cgroup", "rw", "cgroup2");

        assertSeen(controlGroups(), "is not delegated", "systemd-run --user --scope -p Delegate=yes", "user.slice");
    }

    @Test
    void missingControlGroupsAreSeen() {
        assertSeen(controlGroups(), "no cgroup v2 is mounted", "mount -t cgroup2", "own group = (none)");
    }

    // ---- where the remedy has to be set ----

    private String first(String step, String errnoName, String text) {
        return diagnose(step, errnoName, text).remedies().get(0);
    }

    @Test
    void eachPlaceGetsItsOwnWords() {
        machine.inContainer().environment("KUBERNETES_SERVICE_HOST", "10.0.0.1").mount("/proc/kcore", "rw", "tmpfs");
        assertThat(first("user-namespace", "EPERM", BY_FILTER)).contains("hostUsers: false", "seccompProfile");
        assertThat(first("mount-proc", "EPERM", "")).contains("hostUsers: false", "procMount: Unmasked");
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB_ACTIONS, 'container: {options: --security-opt seccomp=unconfined}'",
        "GITLAB_CI, 'security_opt = [\"seccomp:unconfined\"]'",
        "JENKINS_URL, args '--security-opt seccomp=unconfined'"
    })
    void aDockerContainerOfABuildServiceGetsThatServicesSetting(String variable, String setting) {
        machine.inDocker().environment(variable, "true");

        assertThat(first("user-namespace", "EPERM", BY_FILTER)).contains(setting.replace("''", "'"));
    }

    @Test
    void gitLabsRunnerCannotUnmask() {
        machine.inDocker().environment("GITLAB_CI", "true").mount("/proc/kcore", "rw", "tmpfs");

        assertThat(first("mount-proc", "EPERM", "")).contains("privileged = true");
    }

    @ParameterizedTest
    @CsvSource({
        "lxc, incus config set NAME security.nesting true",
        "systemd-nspawn, SYSTEMD_NSPAWN_API_VFS_WRITABLE=1",
        "podman, podman run --security-opt unmask=ALL",
        "docker, docker run --security-opt systempaths=unconfined",
        "unheard-of, unmount what hides"
    })
    void aContainersManagerIsKnownByItsName(String manager, String remedy) {
        machine.inContainer()
                .file("/run/host/container-manager", manager + "\n")
                .mount("/proc/kcore", "rw", "tmpfs");

        assertThat(first("mount-proc", "EPERM", "")).contains(remedy);
    }

    @Test
    void tracesOfAContainerInTheMachinesFirstNamespacesAreThoseOfItsImage() {
        machine.file("/.dockerenv", "").mount("/proc/kcore", "rw", "tmpfs");

        assertThat(first("mount-proc", "EPERM", "")).doesNotContain("docker");
    }

    // ---- the real machine ----

    @Test
    void aSettingOfTheKernelIsReadWhole() throws IOException {
        // Files.readString would see its first digit alone.
        String last = Machine.here().setting("kernel.cap_last_cap").orElseThrow();

        assertThat(Integer.parseInt(last)).isBetween(36, 63);
    }

    @Test
    void aJvmThatCannotBeExecutedIsNamed() {
        assertThat(RefusedStep.explain(new Failed("exec", 13, "EACCES", "executing")))
                .contains(System.getProperty("java.home"));
    }
}
