package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/**
 * The annotation on a class holds for its {@code @Nested} classes too. The lifecycle methods of all levels run in the
 * test's own child, in the usual order: here the nested class starts the server that the outer one has not started.
 */
@Isolated(net = true)
class NestedTest {

    private static final int PORT = 8080;

    @Test
    void nobodyListens() {
        assertThatThrownBy(NestedTest::connect).isInstanceOf(ConnectException.class);
    }

    @Nested
    class WithAServer {

        private ServerSocket server;

        @BeforeEach
        void start() throws IOException {
            server = new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress());
        }

        @AfterEach
        void stop() throws IOException {
            server.close();
        }

        @Test
        void acceptsAConnection() throws IOException {
            try (Socket client = connect()) {
                assertThat(client.isConnected()).isTrue();
            }
        }

        @Nested
        class AndAnother {

            @Test
            void findsThePortTaken() {
                assertThatThrownBy(() -> new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress()))
                        .isInstanceOf(BindException.class);
            }
        }
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), PORT);
    }
}
