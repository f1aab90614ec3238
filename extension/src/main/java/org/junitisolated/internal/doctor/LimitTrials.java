package org.junitisolated.internal.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junitisolated.internal.doctor.Finding.Refusal;
import org.junitisolated.internal.doctor.Finding.Result;
import org.junitisolated.internal.launch.Diagnosis;
import org.junitisolated.internal.launch.LauncherTrial.Outcome;
import org.junitisolated.internal.launch.StatusRecord.Limit;

/** What {@code @Limits} can ask for, and what holds it here: control groups, or something that is not quite the same. */
final class LimitTrials {

    private static final String ASKED = "@Limits";

    /** High enough to be in nobody's way: only whether they can be set is of interest. */
    private static final List<String> OPTIONS =
            List.of("--memory", "1073741824", "--cpus-milli", "1000", "--processes", "10000");

    private LimitTrials() {}

    static List<Finding> run(TrialRoom room) throws IOException, InterruptedException {
        Outcome outcome = room.run(OPTIONS);
        return List.of(finding("memory", outcome), finding("cpus", outcome), finding("processes", outcome));
    }

    private static Finding finding(String name, Outcome outcome) {
        Finding whole = new Trial(name, ASKED).judge(outcome);
        Optional<Limit> limit = outcome.records()
                .filter(Limit.class::isInstance)
                .map(Limit.class::cast)
                .filter(each -> each.name().equals(name))
                .findFirst();
        return whole.works() && limit.isPresent() ? finding(limit.get()) : whole;
    }

    private static Finding finding(Limit limit) {
        String detail = limit.means() + ": " + limit.text();
        return switch (limit.means()) {
            case "cgroup" -> Finding.works(limit.name(), ASKED, detail);
            case "none" ->
                Finding.refused(
                        limit.name(), ASKED, new Refusal("cgroup", 0, "", detail), Diagnosis.ofMissingControlGroups());
            default ->
                new Finding(
                        limit.name(),
                        ASKED,
                        Result.SUBSTITUTE,
                        Optional.empty(),
                        Optional.of(Diagnosis.ofMissingControlGroups()),
                        detail);
        };
    }
}
