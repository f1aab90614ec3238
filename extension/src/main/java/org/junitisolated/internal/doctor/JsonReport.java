package org.junitisolated.internal.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junitisolated.internal.doctor.Finding.Refusal;
import org.junitisolated.internal.launch.Diagnosis;
import org.junitisolated.internal.launch.LauncherFault;

/** The report for machines. The keys are described in docs/guide/doctor.md, and stay. */
final class JsonReport {

    private JsonReport() {}

    static String of(Report report) {
        List<Diagnosis> causes = List.copyOf(report.causes().keySet());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", report.version());
        json.put("hermetic", report.isHermetic());
        json.put("machine", report.machine());
        json.put("launcher", report.launcher());
        json.put(
                "launcherFaults",
                report.faults().stream().map(JsonReport::fault).toList());
        json.put(
                "trials",
                report.findings().stream()
                        .map(finding -> finding(finding, causes))
                        .toList());
        List<Object> causesWithKinds = new ArrayList<>();
        report.causes().forEach((diagnosis, kinds) -> {
            Map<String, Object> cause = diagnosis(diagnosis);
            cause.put("kinds", kinds);
            causesWithKinds.add(cause);
        });
        json.put("causes", causesWithKinds);
        json.put("appArmorProfile", report.profile().map(JsonReport::profile));
        return Json.write(json);
    }

    private static Map<String, Object> finding(Finding finding, List<Diagnosis> causes) {
        Map<String, Object> json = new LinkedHashMap<>();
        Optional<Refusal> refusal = finding.refusal();
        json.put("kind", finding.kind());
        json.put("asked", finding.asked());
        json.put("result", finding.result().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("step", refusal.map(Refusal::step));
        json.put("errno", refusal.map(Refusal::errno));
        json.put("error", refusal.map(Refusal::errnoName));
        json.put("text", refusal.map(Refusal::text));
        json.put("cause", finding.diagnosis().map(causes::indexOf));
        json.put("detail", finding.detail());
        return json;
    }

    private static Map<String, Object> diagnosis(Diagnosis diagnosis) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cause", diagnosis.cause());
        json.put("seen", diagnosis.seen());
        json.put("remedies", diagnosis.remedies());
        json.put("evidence", diagnosis.evidence());
        return json;
    }

    private static Map<String, Object> fault(LauncherFault fault) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", fault.path());
        json.put("error", fault.errnoName());
        json.put("text", fault.error());
        json.putAll(diagnosis(fault.diagnosis()));
        return json;
    }

    private static Map<String, Object> profile(AppArmorProfile profile) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", AppArmorProfile.FILE);
        json.put("text", profile.text());
        json.put("commands", profile.commands());
        return json;
    }
}
