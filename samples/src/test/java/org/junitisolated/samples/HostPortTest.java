package org.junitisolated.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junitisolated.HostPort;
import org.junitisolated.Isolated;
import org.junitisolated.Protocol;

/** A service of the host that a test may reach from a network of its own: this one, and no other. */
class HostPortTest {

    // region tcp
    @Isolated(net = true)
    @HostPort(value = 24081, port = 80) // 24081 on the host is 80 here
    static class WithADoor {

        @Test
        void reachesTheServiceOfTheHost() throws IOException {
            try (Socket socket = new Socket("localhost", 80)) {
                assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("hello from the host");
            }
        }
    }
    // endregion

    // region udp
    @Isolated(net = true)
    @HostPort(value = 24082, protocol = Protocol.UDP)
    static class WithADoorForDatagrams {

        @Test
        void getsAnAnswer() throws IOException {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.connect(new InetSocketAddress("localhost", 24082));
                socket.send(packet("hello"));
                DatagramPacket answer = new DatagramPacket(new byte[100], 100);
                socket.receive(answer);
                assertThat(textOf(answer)).isEqualTo("hello, too");
            }
        }
    }
    // endregion

    @Isolated(net = true)
    static class WithoutADoor {

        @Test
        void reachesNobody() {
            assertThatThrownBy(() -> new Socket("localhost", 24081)).isInstanceOf(ConnectException.class);
        }
    }

    private static ServerSocket server;
    private static DatagramSocket datagrams;

    @BeforeAll
    static void serveOnTheHost() throws IOException {
        server = new ServerSocket(24081, 50, InetAddress.getLoopbackAddress());
        datagrams = new DatagramSocket(24082, InetAddress.getLoopbackAddress());
        new Thread(HostPortTest::greetWhoeverConnects).start();
        new Thread(HostPortTest::answerWhoeverAsks).start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        datagrams.close();
    }

    @Test
    void aServiceOfTheHostIsReached() {
        assertThatItSucceeds(WithADoor.class);
    }

    @Test
    void soIsOneOfDatagrams() {
        assertThatItSucceeds(WithADoorForDatagrams.class);
    }

    @Test
    void butNotByATestThatDoesNotAskForIt() {
        assertThatItSucceeds(WithoutADoor.class);
    }

    private static void assertThatItSucceeds(Class<?> testClass) {
        SampleResults results = SampleRunner.isolated().run(testClass);

        assertThat(results.tests("SUCCESSFUL")).as("%s", results.all()).hasSize(1);
    }

    private static void greetWhoeverConnects() {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write("hello from the host".getBytes(UTF_8));
                }
            }
        } catch (IOException e) {
            // the server is closed
        }
    }

    private static void answerWhoeverAsks() {
        try {
            while (true) {
                DatagramPacket question = new DatagramPacket(new byte[100], 100);
                datagrams.receive(question);
                DatagramPacket answer = packet(textOf(question) + ", too");
                answer.setSocketAddress(question.getSocketAddress());
                datagrams.send(answer);
            }
        } catch (IOException e) {
            // the socket is closed
        }
    }

    private static DatagramPacket packet(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new DatagramPacket(bytes, bytes.length);
    }

    private static String textOf(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }
}
