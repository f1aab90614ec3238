package org.junitisolated.samples;

// region imports
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

// region class
@Isolated(net = true, pid = true)
class ServerTest {

    @Test
    void listensOnItsUsualPort() throws IOException {
        try (ServerSocket server = new ServerSocket(8080)) { // free, whatever else runs on this machine
            assertTrue(server.isBound());
        }
    }
}
// endregion
// endregion
