package org.junitisolated.internal.launch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junitisolated.internal.launch.StatusRecord.Exited;
import org.junitisolated.internal.launch.StatusRecord.Failed;
import org.junitisolated.internal.launch.StatusRecord.InitKilled;
import org.junitisolated.internal.launch.StatusRecord.Signaled;
import org.junitisolated.internal.wire.ChildExit;

/** Says in words what ended a child, by what the launcher reported on the status connection. */
final class EndOfChild {

    private static final int SIGKILL = 9;

    private EndOfChild() {}

    static String describe(StatusLog status, int launcherExitCode, OptionalLong memoryLimit) {
        List<StatusRecord> records = status.records();
        String causes =
                records.stream().flatMap(record -> describe(record).stream()).collect(Collectors.joining("\n"));
        if (causes.isEmpty()) {
            return "The launcher ended with exit code " + launcherExitCode + " and did not say how the child ended.";
        }
        int killed = status.killedForMemory();
        if (killed == 0) {
            return causes;
        }
        return wasKilledForMemory(records)
                ? "The kernel killed its JVM for memory: " + tooMuch(memoryLimit) + Troubleshooting.see("memory")
                : causes + " " + killedForMemory(killed, memoryLimit);
    }

    /** Says what the kernel killed besides the child JVM itself; empty where the end of the child says all. */
    static Optional<String> describeKills(StatusLog status, OptionalLong memoryLimit) {
        int killed = status.killedForMemory();
        return killed == 0 || wasKilledForMemory(status.records())
                ? Optional.empty()
                : Optional.of(killedForMemory(killed, memoryLimit));
    }

    private static String killedForMemory(int count, OptionalLong memoryLimit) {
        return "The kernel killed " + count + (count == 1 ? " process" : " processes") + " that the test had started: "
                + tooMuch(memoryLimit);
    }

    private static String tooMuch(OptionalLong memoryLimit) {
        return "together, all processes of the test used more than "
                + (memoryLimit.isPresent() ? SizeText.format(memoryLimit.getAsLong()) : "their limit")
                + " (@Limits(memory)). Give it more, or its processes less: the heap of its JVM is set by"
                + " @Isolated(jvmArgs = \"-Xmx...\").";
    }

    private static boolean wasKilledForMemory(List<StatusRecord> records) {
        return records.stream().anyMatch(EndOfChild::isKill);
    }

    private static boolean isKill(StatusRecord record) {
        return (record instanceof Signaled signaled && signaled.signal() == SIGKILL) || record instanceof InitKilled;
    }

    private static Optional<String> describe(StatusRecord record) {
        if (record instanceof Failed failed) {
            return Optional.of(RefusedStep.explain(failed));
        } else if (record instanceof Exited exited) {
            return Optional.of(exited(exited.code()));
        } else if (record instanceof Signaled signaled) {
            return Optional.of("The child JVM was ended by signal " + Signals.describe(signaled.signal())
                    + (signaled.coreDumped() ? ", with a core dump." : "."));
        } else if (record instanceof InitKilled killed) {
            return Optional.of("The launcher's process inside was killed by signal " + Signals.describe(killed.signal())
                    + ", and the child JVM with it.");
        }
        return Optional.empty();
    }

    static String exited(int code) {
        return code == ChildExit.NO_MEMORY
                ? "The child JVM ended with exit code " + code
                        + ", by which a child says that it has no memory left, unless the"
                        + " test has chosen that code."
                        + Troubleshooting.see("heap")
                : "The child JVM ended with exit code " + code + ".";
    }
}
