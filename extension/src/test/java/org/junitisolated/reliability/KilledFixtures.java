package org.junitisolated.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junitisolated.Hermetic;
import org.junitisolated.Isolated;

/** Tests that leave a process behind, and, as the last thing that they do, a file. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class KilledFixtures {

    private static void prove(String test) throws Exception {
        new ProcessBuilder("setsid", "sleep", "4711").start();
        Thread.sleep(150);
        Files.createFile(Path.of(test));
    }

    @Test
    @Isolated
    void bare() throws Exception {
        prove("bare");
    }

    @Test
    @Hermetic
    void hermetic() throws Exception {
        prove("hermetic");
    }

    @Test
    @Isolated(net = true, pid = true)
    void network() throws Exception {
        prove("network");
    }
}
