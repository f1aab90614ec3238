package org.junitisolated.samples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junitisolated.Isolated;

/** What the server tests of a project have in common: a server, and a network for it. */
@Isolated(net = true)
abstract class IsolatedServerTestBase {

    ServerSocket server;

    @BeforeEach
    void startServer() throws IOException {
        server = new ServerSocket(80, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }
}
