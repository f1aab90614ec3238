package org.junitisolated.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junitisolated.Isolated;
import org.junitisolated.Isolation;
import org.junitisolated.PublishPort;

/** A test listens in a network of its own, and somebody on the host reaches it: a browser, a client, another test. */
class PublishedPortTest {

    // region free
    @Isolated(net = true)
    @PublishPort(8080)
    static class OnAnyPort {

        @Test
        void canBeReached(Isolation isolation) throws IOException {
            try (ServerSocket server = new ServerSocket(8080)) {
                HostSide.tell(isolation.hostPort(8080)); // one that was free on the host
                try (Socket visitor = server.accept()) {
                    visitor.getOutputStream().write("hello".getBytes(UTF_8));
                }
            }
        }
    }
    // endregion

    // region fixed
    @Isolated(net = true)
    @PublishPort(value = 8080, hostPort = 24080)
    static class OnAPortThatIsKnown {

        @Test
        void canBeReached(Isolation isolation) throws IOException {
            assertThat(isolation.hostPort(8080)).isEqualTo(24080);
            try (ServerSocket server = new ServerSocket(8080)) {
                HostSide.tell(24080);
                try (Socket visitor = server.accept()) {
                    visitor.getOutputStream().write("hello".getBytes(UTF_8));
                }
            }
        }
    }
    // endregion

    @Test
    void aFreePortOfTheHostLeadsIn(@TempDir Path directory) throws Exception {
        assertThatAVisitorIsGreeted(OnAnyPort.class, directory);
    }

    @Test
    void soDoesAPortOfOnesChoice(@TempDir Path directory) throws Exception {
        assertThatAVisitorIsGreeted(OnAPortThatIsKnown.class, directory);
    }

    private static void assertThatAVisitorIsGreeted(Class<?> testClass, Path directory) throws Exception {
        HostSide host = new HostSide(directory);

        SampleResults results = host.run(testClass);

        assertThat(results.tests("SUCCESSFUL")).as("%s", results.all()).hasSize(1);
        assertThat(host.received()).isEqualTo("hello");
    }
}
