package org.junitisolated.internal.launch;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junitisolated.internal.launch.StatusRecord.Exited;
import org.junitisolated.internal.launch.StatusRecord.Failed;
import org.junitisolated.internal.launch.StatusRecord.InitKilled;
import org.junitisolated.internal.launch.StatusRecord.Left;
import org.junitisolated.internal.launch.StatusRecord.Signaled;

/** Says in words what ended a child, by what the launcher reported on the status connection. */
final class EndOfChild {

    private EndOfChild() {}

    static String describe(String statusText, int launcherExitCode) {
        String causes =
                records(statusText).flatMap(record -> describe(record).stream()).collect(Collectors.joining("\n"));
        return causes.isEmpty()
                ? "The launcher ended with exit code " + launcherExitCode + " and did not say how the child ended."
                : causes;
    }

    /** Tells whether something that the child started could not be killed. */
    static boolean hasLeftProcesses(String statusText) {
        return records(statusText).anyMatch(Left.class::isInstance);
    }

    private static Stream<StatusRecord> records(String statusText) {
        return statusText.lines().map(StatusRecord::parse).flatMap(Optional::stream);
    }

    private static Optional<String> describe(StatusRecord record) {
        if (record instanceof Failed failed) {
            return Optional.of(RefusedStep.explain(failed));
        } else if (record instanceof Exited exited) {
            return Optional.of("The child JVM ended with exit code " + exited.code() + ".");
        } else if (record instanceof Signaled signaled) {
            return Optional.of("The child JVM was ended by signal " + signaled.signal()
                    + (signaled.coreDumped() ? ", with a core dump." : "."));
        } else if (record instanceof InitKilled killed) {
            return Optional.of("The launcher's process inside was killed by signal " + killed.signal()
                    + ", and the child JVM with it.");
        }
        return Optional.empty();
    }
}
