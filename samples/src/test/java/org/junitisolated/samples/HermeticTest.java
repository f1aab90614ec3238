package org.junitisolated.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junitisolated.Hermetic;

/** Five walls in one word; {@link OwnNamespacesTest} looks at each. */
class HermeticTest {

    // region method
    @Hermetic
    @Test
    void needsNothingOfTheMachine() throws IOException {
        assertEquals("isolated", InetAddress.getLocalHost().getHostName());
        assertFalse(Files.exists(Path.of("/tmp/server.lock")));
    }
    // endregion
}
