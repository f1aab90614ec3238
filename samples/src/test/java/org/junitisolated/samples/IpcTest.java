package org.junitisolated.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/** System V shared memory of the test's own. */
// region class
@Isolated(ipc = true)
class IpcTest {

    @Test
    void seesNoSharedMemoryOfOthers() throws Exception {
        assertEquals(0, new ProcessBuilder("ipcmk", "--shmem", "4096").start().waitFor());
        // One line of headings, one for the segment that was made just now.
        assertEquals(2, Files.readAllLines(Path.of("/proc/sysvipc/shm")).size());
    } // the segment goes when the test ends
}
// endregion
