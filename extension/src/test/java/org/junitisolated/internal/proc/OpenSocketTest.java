package org.junitisolated.internal.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenSocketTest {

    private static final long OWN = ProcessHandle.current().pid();

    private static List<String> own() {
        Set<Long> inodes = SocketOwners.inodesOf(List.of(OWN));
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
                    .anyMatch(line -> line.equals("tcp LISTEN " + at))
                    .anyMatch(line -> line.equals("tcp ESTAB " + shown + ":" + client.getLocalPort() + " to " + at));
        }
        assertThat(own()).noneMatch(line -> line.startsWith("tcp LISTEN"));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "::1, [0:0:0:0:0:0:0:1]"})
    void aSocketForDatagramsIsSeen(String address, String shown) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(address))) {
            assertThat(own()).contains("udp UNCONN " + shown + ":" + socket.getLocalPort());
        }
    }
}
