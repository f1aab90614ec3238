package org.junitisolated.internal.doctor;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junitisolated.internal.launch.Diagnosis;
import org.junitisolated.internal.launch.LauncherFault;

/**
 * All that the doctor has found.
 *
 * @param version of this jar
 * @param machine what the machine is, by names
 * @param launcher the launcher that was tried, if one can be executed
 * @param faults what is wrong with the launcher, or with the first places it was to be unpacked to
 * @param findings what came of each trial
 * @param profile the profile that AppArmor needs, where it is the cause of a refusal
 */
record Report(
        String version,
        Map<String, String> machine,
        Optional<Path> launcher,
        List<LauncherFault> faults,
        List<Finding> findings,
        Optional<AppArmorProfile> profile) {

    static final String HERMETIC = "hermetic";

    boolean isHermetic() {
        return findings.stream().anyMatch(finding -> finding.kind().equals(HERMETIC) && finding.works());
    }

    /** Returns each cause once, with the kinds that it is in the way of. */
    Map<Diagnosis, List<String>> causes() {
        Map<Diagnosis, List<String>> causes = new LinkedHashMap<>();
        for (Diagnosis diagnosis : diagnoses()) {
            causes.computeIfAbsent(diagnosis, this::kinds);
        }
        return causes;
    }

    private List<Diagnosis> diagnoses() {
        return findings.stream()
                .flatMap(finding -> finding.diagnosis().stream())
                .toList();
    }

    private List<String> kinds(Diagnosis diagnosis) {
        return findings.stream()
                .filter(finding -> finding.diagnosis().filter(diagnosis::equals).isPresent())
                .map(Finding::kind)
                .toList();
    }
}
