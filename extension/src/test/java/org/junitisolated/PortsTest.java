package org.junitisolated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.Results;

/** Doors for ports, in both directions. */
class PortsTest {

    /** On the host, of nobody's as far as we know. */
    private static final int HOST_PORT = 47113;

    /** By its path a Unix domain socket can be reached from any network. */
    private static final Path MEETING_POINT = Path.of("target/ports-test.socket");

    /** Tells the test outside where the host reaches us. */
    private static void tellHostPort(int port) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(MEETING_POINT))) {
            channel.write(ByteBuffer.allocate(4).putInt(port).flip());
        }
    }

    private interface Visit {
        void at(int hostPort) throws IOException;
    }

    /** Runs a fixture, and visits each port that it tells of. */
    private static Results visited(Class<?> fixture, int visits, Visit visit) throws Exception {
        Files.deleteIfExists(MEETING_POINT);
        try (ServerSocketChannel meetingPoint = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            meetingPoint.bind(UnixDomainSocketAddress.of(MEETING_POINT));
            CompletableFuture<Void> visitor = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < visits; i++) {
                    visitNext(meetingPoint, visit);
                }
            });
            Results results = run(fixture);
            if (results.failures().isEmpty()) {
                visitor.get(30, TimeUnit.SECONDS);
            }
            return results;
        } finally {
            Files.deleteIfExists(MEETING_POINT);
        }
    }

    private static void visitNext(ServerSocketChannel meetingPoint, Visit visit) {
        ByteBuffer port = ByteBuffer.allocate(4);
        try (SocketChannel channel = meetingPoint.accept()) {
            while (port.hasRemaining() && channel.read(port) >= 0) {
                // Until it is whole.
            }
            visit.at(port.flip().getInt());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends all that one guest sends back to it, until it has nothing more to say. */
    private static void answerOne(ServerSocket server) throws IOException {
        try (Socket guest = server.accept()) {
            guest.getInputStream().transferTo(guest.getOutputStream());
        }
    }

    private static String ask(String host, int port, String question) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(question.getBytes(UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Isolated(net = true)
    @PublishPort(8080)
    static class Servers {

        @Test
        void one(Isolation isolation) throws IOException {
            serve(isolation);
        }

        @Test
        void two(Isolation isolation) throws IOException {
            serve(isolation);
        }

        private static void serve(Isolation isolation) throws IOException {
            try (ServerSocket server = new ServerSocket(8080)) {
                int hostPort = isolation.hostPort(8080);
                assertThat(hostPort).isBetween(1024, 65535);
                tellHostPort(hostPort);
                answerOne(server);
                answerOne(server);
            }
        }
    }

    @Test
    void aFreePortOfTheHostLeadsInside() throws Exception {
        Results results = visited(Servers.class, 2, port -> {
            assertThat(ask("127.0.0.1", port, "question")).isEqualTo("question");
            assertThat(ask("::1", port, "another")).isEqualTo("another");
        });

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(2);
    }

    @Isolated(net = true)
    @PublishPort(value = 80, hostPort = HOST_PORT)
    static class OnAFixedPort {

        @Test
        void serves(Isolation isolation) throws IOException {
            assertThat(isolation.hostPort(80)).isEqualTo(HOST_PORT);
            try (ServerSocket server = new ServerSocket()) {
                server.bind(new InetSocketAddress("::1", 80)); // nobody listens at the older address
                tellHostPort(isolation.hostPort(80));
                answerOne(server);
            }
        }
    }

    @Test
    void aFixedPortOfTheHostLeadsInside() throws Exception {
        Results results = visited(
                OnAFixedPort.class,
                1,
                port -> assertThat(ask("127.0.0.1", port, "fixed")).isEqualTo("fixed"));

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(1);
    }

    @Test
    void aPortThatIsTakenIsRefusedByTheMachine() throws IOException {
        try (ServerSocket taken = new ServerSocket(HOST_PORT, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(taken.isBound()).isTrue();
            assertThat(run(OnAFixedPort.class).failure("serves(Isolation)"))
                    .isInstanceOf(IsolationException.class)
                    .hasMessageContainingAll("Step:   publish", "EADDRINUSE");
        }
    }

    @Isolated(net = true)
    @PublishPort(value = 5353, protocol = Protocol.UDP)
    static class Datagrams {

        @Test
        void answers(Isolation isolation) throws IOException {
            try (DatagramSocket socket = new DatagramSocket(5353)) {
                tellHostPort(isolation.hostPort(5353, Protocol.UDP));
                DatagramPacket packet = new DatagramPacket(new byte[100], 100);
                socket.receive(packet);
                socket.send(packet);
            }
        }
    }

    @Test
    void datagramsFindTheirWayBothWays() throws Exception {
        Results results = visited(Datagrams.class, 1, port -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.setSoTimeout(20_000);
                byte[] question = "datagram".getBytes(UTF_8);
                socket.send(new DatagramPacket(question, question.length, new InetSocketAddress("127.0.0.1", port)));
                DatagramPacket answer = new DatagramPacket(new byte[100], 100);
                socket.receive(answer);
                assertThat(Arrays.copyOf(answer.getData(), answer.getLength())).isEqualTo(question);
            }
        });

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(1);
    }

    @Isolated(net = true)
    @HostPort(value = HOST_PORT, port = 5432)
    static class Guests {

        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "::1"})
        void areServed(String host) throws IOException {
            assertThat(ask(host, 5432, "from inside")).isEqualTo("from inside");
        }

        @Test
        void areServedHereToo() throws IOException {
            assertThat(ask("localhost", 5432, "too")).isEqualTo("too");
        }

        @Test
        void haveThisDoorOnly() {
            assertThatThrownBy(() -> ask("127.0.0.1", HOST_PORT, "")).isInstanceOf(IOException.class);
        }

        @Test
        @Isolated(net = true)
        void haveNoneWithoutIt() {
            assertThatThrownBy(() -> ask("127.0.0.1", 5432, "")).isInstanceOf(IOException.class);
        }

        @Test
        @Isolated
        void needNoneInTheHostsNetwork() throws IOException {
            assertThat(ask("127.0.0.1", HOST_PORT, "outside")).isEqualTo("outside");
        }
    }

    @Test
    void aServiceOfTheHostIsReachedFromManyTestsAtOnce() throws Exception {
        try (ServerSocket service = new ServerSocket(HOST_PORT, 10, InetAddress.getByName("127.0.0.1"))) {
            Thread host = new Thread(() -> answerAll(service), "service of the host");
            host.setDaemon(true);
            host.start();

            Results results = fixtures()
                    .with("junit.jupiter.execution.parallel.enabled", "true")
                    .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                    .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                    .of(Guests.class);

            assertThat(results.failures()).isEmpty();
            assertThat(results.tests("SUCCESSFUL")).isEqualTo(6);
        }
    }

    private static void answerAll(ServerSocket service) {
        while (!service.isClosed()) {
            try {
                answerOne(service);
            } catch (IOException e) {
                // A guest that went away, or the end of the service.
            }
        }
    }

    @Isolated(net = true)
    @PublishPort(8080)
    static class Asks {

        @Test
        void whatIsNotPublished(Isolation isolation) {
            assertThatThrownBy(() -> isolation.hostPort(8081))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("TCP port 8081 is not published; these are: TCP 8080");
            assertThatThrownBy(() -> isolation.hostPort(8080, Protocol.UDP))
                    .hasMessageStartingWith("UDP port 8080 is not published");
        }

        @Test
        @Isolated(net = true)
        void nothingIs(Isolation isolation) {
            assertThatThrownBy(() -> isolation.hostPort(8080)).hasMessageContaining("Put @PublishPort on the test");
        }

        @Test
        @Isolated
        void theHostsNetwork(Isolation isolation) {
            assertThat(isolation.hostPort(8081)).isEqualTo(8081);
        }
    }

    @Test
    void aTestIsToldOfItsOwnPortsAlone() {
        Results results = run(Asks.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(3);
    }

    static class Unisolated {

        @Test
        @Isolated(net = true)
        @PublishPort(8080)
        void isNot(Isolation isolation) {
            assertThat(isolation.hostPort(8080)).isEqualTo(8080);
            assertThat(isolation.hostPort(9090, Protocol.UDP)).isEqualTo(9090);
        }
    }

    @Test
    void withoutIsolationEachPortIsItself() {
        Results results = fixtures().with("isolated.enabled", "false").of(Unisolated.class);

        assertThat(results.failures()).isEmpty();
    }

    static class OfAllTests {

        @Test
        @PublishPort(8080)
        void canAsk(Isolation isolation) {
            assertThat(isolation.hostPort(8080)).isPositive();
        }
    }

    @Test
    void aTestWithoutAnAnnotationCanAskForItsPorts() {
        Results results = fixtures().with("isolated.all", "net").of(OfAllTests.class);

        assertThat(results.failures()).isEmpty();
    }
}
