package org.junitisolated.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/** Control groups as seen from their root. */
// region class
@Isolated(cgroup = true)
class CgroupTest {

    @Test
    void isAtTheRootOfItsControlGroups() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
            assertTrue(line.endsWith(":/"), line); // such as 0::/
        }
    }
}
// endregion
