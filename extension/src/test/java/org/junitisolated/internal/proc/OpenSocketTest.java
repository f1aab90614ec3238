package org.junitisolated.internal.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables are as the kernel wrote them, on a processor that has the lowest byte first. */
class OpenSocketTest {

    private static final long OWN = ProcessHandle.current().pid();

    private static final String TCP = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 21 1 ff 100 0 0 10 0
               1: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 22 1 ff 100 0 0 10 0
              10: 0100007F:1F90 0100007F:8F4C 01 00000000:00000000 00:00000000 00000000  1000        0 23 2 ff 20 4 30 10 -1
            """;

    private static final String TCP6 = """
              sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000000000000000000000000000:C350 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 31 1 ff 100 0 0 10 0
               1: 0000000000000000FFFF00000100007F:C351 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 32 1 ff 100 0 0 10 0
               2: B80D0120000000000000000001000000:C352 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 33 1 ff 100 0 0 10 0
            """;

    private static final String NONE_COUNTED = """
            sockets: used 3
            TCP: inuse 0 orphan 0 tw 0 alloc 1 mem 7
            UDP: inuse 0 mem 0
            UDPLITE: inuse 0
            RAW: inuse 0
            FRAG: inuse 0 memory 0
            """;

    private static final String NONE_COUNTED_OF_IPV6 = """
            TCP6: inuse 0
            UDP6: inuse 0
            UDPLITE6: inuse 0
            RAW6: inuse 0
            FRAG6: inuse 0 memory 0
            """;

    private static final String UDP = """
               sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
             1234: 0100007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 41 2 ff 0
             1235: 0100007F:0036 0100007F:0035 01 00000000:00000000 00:00000000 00000000     0        0 42 2 ff 0
            """;

    @BeforeEach
    void requireOrderOfBytes() {
        assumeThat(ByteOrder.nativeOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<String> listening(String protocol, String table) {
        return OpenSocket.parseTable(protocol, table).stream()
                .filter(OpenSocket::isListening)
                .map(socket -> socket.inode() + " " + socket.protocol() + " " + socket.localText())
                .toList();
    }

    @Test
    void whoListensIsFoundWithItsAddress() {
        assertThat(listening("TCP", TCP)).containsExactly("21 TCP 127.0.0.1:8080", "22 TCP *:22");
    }

    @Test
    void longAddressesAreReadToo() {
        assertThat(listening("TCP", TCP6))
                .containsExactly("31 TCP *:50000", "32 TCP 127.0.0.1:50001", "33 TCP [2001:db8:0:0:0:0:0:1]:50002");
    }

    @Test
    void whoIsConnectedDoesNotWaitForOthers() {
        assertThat(listening("UDP", UDP)).containsExactly("41 UDP 127.0.0.1:53");
    }

    @Test
    void whatIsNoTableHoldsNothing() {
        assertThat(listening("TCP", "")).isEmpty();
        assertThat(listening("TCP", "header\nsomething else\n")).isEmpty();
    }

    @Test
    void whereTheKernelCountsNoneThereIsNone() {
        assertThat(OpenSocket.countsAny(NONE_COUNTED)).isFalse();
        assertThat(OpenSocket.countsAny(NONE_COUNTED_OF_IPV6)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"TCP: inuse 0, TCP: inuse 1", "UDP: inuse 0, UDP: inuse 10", "UDP: inuse 0, UDP: something else"})
    void whateverElseIsCountedThereMayBeOne(String none, String some) {
        assertThat(OpenSocket.countsAny(NONE_COUNTED.replace(none, some))).isTrue();
        assertThat(OpenSocket.countsAny("")).isTrue();
    }

    @Test
    void inANetworkWithASocketOneIsCounted() throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            assertThat(server.isBound()).isTrue();
            assertThat(OpenSocket.areInNetworkOfThread()).isTrue();
        }
    }

    private static List<String> own() {
        Set<Long> inodes = SocketOwners.inodesOf(OWN);
        return OpenSocket.inNetworkOf(OWN).stream()
                .filter(socket -> inodes.contains(socket.inode()))
                .map(OpenSocket::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "::1, [0:0:0:0:0:0:0:1]"})
    void aListenerAndItsConnectionAreSeen(String address, String shown) throws Exception {
        InetAddress host = InetAddress.getByName(address);
        try (ServerSocket server = new ServerSocket(0, 1, host);
                Socket client = new Socket(host, server.getLocalPort())) {
            String at = shown + ":" + server.getLocalPort();

            // The JDK listens with a socket of IPv6, if there is any, also for an address of IPv4.
            assertThat(own())
                    .anyMatch(line -> line.equals("TCP LISTEN " + at))
                    .anyMatch(line -> line.equals("TCP ESTAB " + shown + ":" + client.getLocalPort() + " to " + at));
        }
        assertThat(own()).noneMatch(line -> line.startsWith("TCP LISTEN"));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "::1, [0:0:0:0:0:0:0:1]"})
    void aSocketForDatagramsIsSeen(String address, String shown) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(address))) {
            assertThat(own()).contains("UDP UNCONN " + shown + ":" + socket.getLocalPort());
        }
    }
}
