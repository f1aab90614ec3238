package org.junitisolated.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;
import org.junitisolated.Limits;

/** A test on a small machine: a server that sizes its pools by what it finds. */
class LimitsTest {

    // region method
    @Test
    @Isolated
    @Limits(memory = "512M", cpus = 1, processes = 300)
    void findsASmallMachine() {
        assertEquals(1, Runtime.getRuntime().availableProcessors());
        assertTrue(Runtime.getRuntime().maxMemory() <= 384 * 1024 * 1024); // the heap: three quarters of it
    }
    // endregion
}
