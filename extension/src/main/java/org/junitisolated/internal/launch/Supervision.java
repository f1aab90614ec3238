package org.junitisolated.internal.launch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who looks after a child: what is left to kill at its end, and who tells how it ended.
 *
 * @param byLauncher whether the launcher does, which kills all that the child has started, and then tells; where there is
 *     none, this JVM alone does, and can only kill what it still sees below the child
 * @param memoryLimit the bytes that the child may use, if limited
 */
record Supervision(boolean byLauncher, OptionalLong memoryLimit) {

    /** Returns the processes below a child that nobody else kills when it ends. */
    List<ProcessHandle> leftToKill(Process child) {
        return byLauncher ? List.of() : child.descendants().toList();
    }

    /** Says in words how the child has ended. */
    String describeEnd(StatusLog status, int exitCode) {
        return byLauncher ? EndOfChild.describe(status, exitCode, memoryLimit) : EndOfChild.exited(exitCode);
    }

    /** Says in words what the kernel has killed for memory besides the child JVM itself, if it has. */
    Optional<String> describeKills(StatusLog status) {
        return EndOfChild.describeKills(status, memoryLimit);
    }
}
