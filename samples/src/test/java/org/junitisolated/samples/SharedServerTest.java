package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junitisolated.Isolated;

/**
 * With {@code scope = CLASS} all tests of the class share one child and its network: the server is started once, and one
 * test finds what another has left.
 */
// region class
@Isolated(net = true, scope = Isolated.Scope.CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedServerTest {

    private static final AtomicInteger STARTS = new AtomicInteger();

    private static ServerSocket server;

    @BeforeAll
    static void start() throws IOException {
        STARTS.incrementAndGet();
        server = new ServerSocket(8080, 1, InetAddress.getLoopbackAddress());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    @Order(1)
    void connects() throws IOException {
        new Socket(server.getInetAddress(), server.getLocalPort()).close();
    }

    @Test
    @Order(2)
    void findsTheConnectionOfTheFirstTest() throws IOException {
        try (Socket connection = server.accept()) {
            assertThat(connection.isConnected()).isTrue();
        }
    }

    @Test
    @Order(3)
    void findsTheServerStartedOnce() {
        assertThat(STARTS).hasValue(1);
    }
}
// endregion
