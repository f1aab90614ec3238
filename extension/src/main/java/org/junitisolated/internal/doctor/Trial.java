package org.junitisolated.internal.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junitisolated.internal.doctor.Finding.Refusal;
import org.junitisolated.internal.launch.Diagnosis;
import org.junitisolated.internal.launch.LauncherTrial.Outcome;
import org.junitisolated.internal.launch.StatusRecord.Failed;

/**
 * Something to try.
 *
 * @param kind what, in a word
 * @param asked what a test asks for it with
 */
record Trial(String kind, String asked) {

    private static final int QUOTED = 200;

    interface Attempt {

        Outcome run() throws IOException, InterruptedException;
    }

    Finding find(TrialRoom room, Attempt attempt) throws IOException, InterruptedException {
        return room.isTimeOver() ? Finding.notTried(kind, asked, "no time left") : judge(attempt.run());
    }

    Finding judge(Outcome outcome) {
        Optional<Failed> failed = failure(outcome);
        if (failed.isPresent()) {
            return Finding.refused(kind, asked, failed.get());
        }
        if (outcome.isUsageError()) {
            return Finding.notTried(kind, asked, "the launcher does not know this option");
        }
        if (outcome.hasSucceeded()) {
            return Finding.works(kind, asked, "");
        }
        return broken(
                outcome.exitCode()
                        .map(code -> "it ended with exit code " + code)
                        .orElse("it did not end in time"),
                outcome);
    }

    /** Something went wrong that is no step of the launcher's: what was printed is all that there is to say. */
    Finding broken(String what, Outcome outcome) {
        String printed = (outcome.errors() + " " + outcome.output()).strip().replaceAll("\\s+", " ");
        String quoted = printed.length() > QUOTED ? printed.substring(0, QUOTED) + "..." : printed;
        return Finding.refused(
                kind,
                asked,
                new Refusal("command", 0, "", what),
                new Diagnosis(
                        what + ", and not at a step of the set-up",
                        true,
                        List.of("report it, with what this command prints, if what was printed does not say why"),
                        List.of("printed = " + (quoted.isEmpty() ? "(nothing)" : quoted))));
    }

    static Optional<Failed> failure(Outcome outcome) {
        return outcome.records()
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .findFirst();
    }
}
