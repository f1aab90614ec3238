package org.junitisolated.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/** Processes of the test's own. */
// region class
@Isolated(pid = true)
class PidTest {

    @Test
    void seesItsOwnProcessesOnly() throws IOException {
        Process sleep = new ProcessBuilder("sleep", "600").start();
        Set<Long> visible = ProcessHandle.allProcesses().map(ProcessHandle::pid).collect(Collectors.toSet());
        assertEquals(Set.of(1L, ProcessHandle.current().pid(), sleep.pid()), visible);
    } // the sleep is killed when the test ends
}
// endregion
