package org.junitisolated.internal.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables as the kernel wrote them, on a processor that has the lowest byte first. */
class SocketTableTest {

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

    private static final String UDP = """
               sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
             1234: 0100007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 41 2 ff 0
             1235: 0100007F:0036 0100007F:0035 01 00000000:00000000 00:00000000 00000000     0        0 42 2 ff 0
            """;

    @BeforeEach
    void requireOrderOfBytes() {
        assumeThat(ByteOrder.nativeOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }

    private static Map<String, String> read(String protocol, String state, String table) {
        Map<String, String> found = new LinkedHashMap<>();
        SocketTable.add(protocol, state, table, found);
        return found;
    }

    @Test
    void whoListensIsFoundWithItsAddress() {
        assertThat(read("TCP", "0A", TCP))
                .containsExactly(Map.entry("socket:[21]", "TCP 127.0.0.1:8080"), Map.entry("socket:[22]", "TCP *:22"));
    }

    @Test
    void longAddressesAreReadToo() {
        assertThat(read("TCP", "0A", TCP6))
                .containsExactly(
                        Map.entry("socket:[31]", "TCP *:50000"),
                        Map.entry("socket:[32]", "TCP 127.0.0.1:50001"),
                        Map.entry("socket:[33]", "TCP [2001:db8:0:0:0:0:0:1]:50002"));
    }

    @Test
    void whoIsConnectedDoesNotWaitForOthers() {
        assertThat(read("UDP", "07", UDP)).containsExactly(Map.entry("socket:[41]", "UDP 127.0.0.1:53"));
    }

    @Test
    void whatIsNoTableHoldsNothing() {
        assertThat(read("TCP", "0A", "")).isEmpty();
        assertThat(read("TCP", "0A", "header\nsomething else\n")).isEmpty();
    }
}
