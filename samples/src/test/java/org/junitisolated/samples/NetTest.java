package org.junitisolated.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/** A network of the test's own; {@link NoWayOutTest} and {@link FixedPortTest} show more of it. */
// region class
@Isolated(net = true)
class NetTest {

    @Test
    void everyPortIsFree() throws IOException {
        for (int port : new int[] {80, 443, 5432, 8080}) {
            try (ServerSocket server = new ServerSocket(port)) {
                new Socket("localhost", server.getLocalPort()).close();
            }
        }
    }

    @Test
    void thereIsNoWayOut() {
        IOException e = assertThrows(IOException.class, () -> new Socket("192.0.2.1", 80));
        assertEquals("Network is unreachable", e.getMessage());
    }
}
// endregion
