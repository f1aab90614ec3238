package org.junitisolated.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/** A network for each test, and one JVM for all of them. */
// region class
@Isolated(net = true, jvm = Isolated.Jvm.SHARED)
class NetworkInAMomentTest {

    @Test
    void servesAtPort8080() throws IOException {
        serve();
    }

    @Test
    void servesAtPort8080Too() throws IOException {
        serve();
    }

    /** What the one leaves open is in no other's way. */
    private static void serve() throws IOException {
        ServerSocket server = new ServerSocket(8080);
        new Socket("localhost", 8080).close();
        assertEquals(8080, server.getLocalPort());
    }
}
// endregion
