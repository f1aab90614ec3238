package org.junitisolated.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/** A host name of the test's own. */
// region class
class UtsTest {

    @Test
    @Isolated(uts = true)
    void hasAHostNameOfItsOwn() throws IOException {
        InetAddress self = InetAddress.getLocalHost();
        assertEquals("isolated", self.getHostName());
        assertTrue(self.isLoopbackAddress());
    }

    @Test
    @Isolated(uts = true, hostname = "db-1.example")
    void hasTheOneItAsksFor() throws IOException {
        InetAddress self = InetAddress.getLocalHost();
        assertEquals("db-1.example", self.getHostName());
        assertTrue(self.isLoopbackAddress());
    }
}
// endregion
