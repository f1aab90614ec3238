package org.junitisolated.internal.launch;

import java.util.Optional;
import org.junitisolated.internal.launch.StatusRecord.Failed;

/**
 * The machine refuses something that a child needs, and nothing of the child has run.
 *
 * @param step the step of the set-up that was refused, or {@link #LAUNCHER}
 * @param error the error and what was tried, in short
 * @param explanation all of it: what was tried, the cause, what to do
 */
public record Refusal(String step, String error, String explanation) {

    /** Stands for a launcher that cannot be had at all. */
    public static final String LAUNCHER = "launcher";

    private static final String CAUSE = "  Cause:  ";

    static Refusal of(Failed failed) {
        return new Refusal(
                failed.step(),
                failed.errnoName() + " (" + failed.errno() + "), " + failed.text(),
                RefusedStep.explain(failed));
    }

    /** Returns the cause in a line, without a full stop. */
    public String cause() {
        Optional<String> cause = explanation
                .lines()
                .filter(line -> line.startsWith(CAUSE))
                .map(line -> line.substring(CAUSE.length()))
                .findFirst();
        return cause.or(() -> explanation.lines().findFirst()).orElse("").replaceFirst("[.:]$", "");
    }
}
