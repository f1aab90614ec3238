package org.junitisolated.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junitisolated.internal.doctor.Finding.Refusal;
import org.junitisolated.internal.launch.Diagnosis;

/** The same facts for people and for machines. */
class ReportTest {

    private static final Path LAUNCHER =
            Path.of("/home/a/.cache/junit-isolated/bin/0123456789abcdef/junit-isolated-launcher");
    private static final Diagnosis MASKED = new Diagnosis(
            "a container hides parts of /proc",
            true,
            List.of("docker run ...", "do without"),
            List.of("/proc/kcore = x"));
    private static final Diagnosis GUESSED =
            new Diagnosis("a policy forbids it", false, List.of("allow it"), List.of());
    private static final Refusal REFUSAL = new Refusal("mount-proc", 1, "EPERM", "mounting: Operation not permitted");

    private static final Report REPORT = new Report(
            "1.0",
            Map.of("kernel", "6.8"),
            Optional.of(LAUNCHER),
            List.of(),
            List.of(
                    Finding.works("net", "net = true", ""),
                    Finding.refused("pid", "pid = true", REFUSAL, MASKED),
                    Finding.notTried("time", "time = true", "no time left"),
                    Finding.refused("uts", "uts = true", new Refusal("hostname", 13, "EACCES", "text"), GUESSED),
                    Finding.refused("hermetic", "@Hermetic", REFUSAL, MASKED)),
            Optional.of(AppArmorProfile.of(LAUNCHER)));

    @Test
    void forPeople() {
        assertThat(TextReport.of(REPORT)).isEqualTo("""
                kind             works      failing step         error
                net              yes
                pid              no         mount-proc           EPERM (1)
                time             not tried  -                    no time left
                uts              no         hostname             EACCES (13)
                hermetic         no         mount-proc           EPERM (1)

                Hermetic isolation does not work here.

                1. pid, hermetic
                   Cause:   a container hides parts of /proc
                   Mend it: docker run ...
                        or: do without
                   Seen:    /proc/kcore = x

                2. uts
                   Cause:   most likely a policy forbids it
                   Mend it: allow it

                For AppArmor, write this to /etc/apparmor.d/junit-isolated-launcher:

                   abi <abi/4.0>,
                   include <tunables/global>

                   profile junit-isolated-launcher "/home/a/.cache/junit-isolated/bin/*/junit-isolated-launcher" \
                flags=(unconfined) {
                     userns,
                   }

                and load it:

                   sudo apparmor_parser -r /etc/apparmor.d/junit-isolated-launcher

                This machine:
                   kernel               6.8
                   launcher             /home/a/.cache/junit-isolated/bin/0123456789abcdef/junit-isolated-launcher
                   junit-isolated       1.0
                """);
    }

    @Test
    void forMachines() {
        assertThat(JsonReport.of(REPORT))
                .startsWith(
                        "{\n  \"version\": \"1.0\",\n  \"hermetic\": false,\n  \"machine\": {\n    \"kernel\": \"6.8\"\n  },")
                .contains("\"launcher\": \"" + LAUNCHER + "\",\n  \"launcherFaults\": [],\n  \"trials\": [")
                .contains("""
                            {
                              "kind": "pid",
                              "asked": "pid = true",
                              "result": "refused",
                              "step": "mount-proc",
                              "errno": 1,
                              "error": "EPERM",
                              "text": "mounting: Operation not permitted",
                              "cause": 0,
                              "detail": ""
                            },
                            {
                              "kind": "time",
                              "asked": "time = true",
                              "result": "not-tried",
                              "step": null,
                              "errno": null,
                              "error": null,
                              "text": null,
                              "cause": null,
                              "detail": "no time left"
                            },
                        """)
                .contains("""
                          "causes": [
                            {
                              "cause": "a container hides parts of /proc",
                              "seen": true,
                              "remedies": [
                                "docker run ...",
                                "do without"
                              ],
                              "evidence": [
                                "/proc/kcore = x"
                              ],
                              "kinds": [
                                "pid",
                                "hermetic"
                              ]
                            },
                        """)
                .contains("\"appArmorProfile\": {\n    \"file\": \"/etc/apparmor.d/junit-isolated-launcher\"")
                .endsWith("\n}\n");
    }

    @Test
    void hermeticIsolationWorksIfItsTrialDoes() {
        Report works = new Report(
                "1.0",
                Map.of(),
                Optional.of(LAUNCHER),
                List.of(),
                List.of(
                        Finding.refused("time", "time = true", REFUSAL, MASKED),
                        Finding.works("hermetic", "@Hermetic", "")),
                Optional.empty());

        assertThat(works.isHermetic()).isTrue();
        assertThat(TextReport.of(works)).contains("Hermetic isolation works here; not all else does.");
        assertThat(JsonReport.of(works)).contains("\"hermetic\": true", "\"appArmorProfile\": null");
    }

    @Test
    void aLauncherOfTheUsersOwnIsAllowedByItsPath() {
        assertThat(AppArmorProfile.of(Path.of("/opt/launcher")).text())
                .contains("profile junit-isolated-launcher \"/opt/launcher\" flags=(unconfined)");
    }
}
