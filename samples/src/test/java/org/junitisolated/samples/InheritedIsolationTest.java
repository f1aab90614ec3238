package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/**
 * Subclasses inherit the isolation of their base class, {@link IsolatedServerTestBase}, together with its set-up; so a
 * project says once what its server tests need. Each test finds port 80 free, although each starts a server there.
 */
class InheritedIsolationTest extends IsolatedServerTestBase {

    @Test
    void theServerAccepts() throws IOException {
        try (Socket client = new Socket(server.getInetAddress(), 80);
                Socket accepted = server.accept()) {
            assertThat(accepted.getRemoteSocketAddress()).isEqualTo(client.getLocalSocketAddress());
        }
    }

    @Test
    void theServerListensOnPort80() {
        assertThat(server.getLocalPort()).isEqualTo(80);
    }
}
