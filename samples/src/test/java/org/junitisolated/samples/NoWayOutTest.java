package org.junitisolated.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.Isolated;

/**
 * A test with a network of its own reaches itself and nobody else. An accidental call to the outside does not hang until
 * some timeout and does not depend on the machine's network: it fails at once, and says why.
 */
@Isolated(net = true)
class NoWayOutTest {

    private static final int PATIENCE_MILLIS = 60_000;

    @Test
    void thereIsNoRouteToAnIpv4Address() {
        assertThatThrownBy(() -> connect("192.0.2.1", 80))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Network is unreachable");
    }

    @Test
    void thereIsNoRouteToAnIpv6Address() {
        assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "the kernel has no IPv6");

        assertThatThrownBy(() -> connect("2001:db8::1", 80))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Network is unreachable");
    }

    @Test
    void noPacketGetsOut() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] data = "hello".getBytes(UTF_8);
            InetSocketAddress outside = new InetSocketAddress("192.0.2.1", 53);

            assertThatThrownBy(() -> socket.send(new DatagramPacket(data, data.length, outside)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Network is unreachable");
        }
    }

    @Test
    void foreignHostsHaveNoAddress() {
        assertThatThrownBy(() -> InetAddress.getAllByName("example.org")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void javaSeesTheLoopbackInterfaceAlone() throws IOException {
        assertThat(NetworkInterface.networkInterfaces().map(NetworkInterface::getName))
                .containsExactly("lo");
    }

    @Test
    void sysSeesTheLoopbackInterfaceAlone() throws IOException {
        try (Stream<Path> interfaces = Files.list(Path.of("/sys/class/net"))) {
            assertThat(interfaces.filter(Files::isDirectory)).containsExactly(Path.of("/sys/class/net/lo"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void theTestReachesItself(String host) throws IOException {
        assertThatTheTestReaches(host);
    }

    @Test
    void theTestReachesItselfByItsHostName() throws IOException {
        InetAddress address = InetAddress.getLocalHost();

        assertThat(address.isLoopbackAddress()).isTrue();
        assertThatTheTestReaches(address.getHostName());
    }

    private static void assertThatTheTestReaches(String host) throws IOException {
        try (ServerSocket server = new ServerSocket(443);
                Socket client = connect(host, 443);
                Socket accepted = server.accept()) {
            assertThat(accepted.getRemoteSocketAddress()).isEqualTo(client.getLocalSocketAddress());
        }
    }

    private static Socket connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
