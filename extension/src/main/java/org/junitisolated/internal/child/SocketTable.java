package org.junitisolated.internal.child;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The kernel's tables of the sockets in a network: {@code /proc/net/tcp} and the like. */
final class SocketTable {

    /** What a descriptor of a socket leads to, before the number of its inode. */
    static final String PREFIX = "socket:[";

    private static final String LISTENING = "0A";
    private static final String UNCONNECTED = "07";

    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private SocketTable() {}

    /** Returns where sockets wait for others, by what their descriptors lead to. */
    static Map<String, String> waiting() {
        Map<String, String> found = new LinkedHashMap<>();
        add("TCP", LISTENING, ProcFiles.read("self", "net", "tcp"), found);
        add("TCP", LISTENING, ProcFiles.read("self", "net", "tcp6"), found);
        add("UDP", UNCONNECTED, ProcFiles.read("self", "net", "udp"), found);
        add("UDP", UNCONNECTED, ProcFiles.read("self", "net", "udp6"), found);
        return found;
    }

    static void add(String protocol, String state, String table, Map<String, String> found) {
        table.lines().skip(1).forEach(line -> {
            String[] fields = line.strip().split(" +", -1);
            if (fields.length > INODE && fields[STATE].equals(state)) {
                found.put(PREFIX + fields[INODE] + "]", protocol + " " + address(fields[LOCAL_ADDRESS]));
            }
        });
    }

    /** An address is in words of four bytes, each as the processor has it in memory, the port in digits as people write it. */
    private static String address(String field) {
        int colon = field.indexOf(':');
        ByteBuffer bytes = ByteBuffer.allocate(colon / 2).order(ByteOrder.nativeOrder());
        for (int i = 0; i < colon; i += 8) {
            bytes.putInt(Integer.parseUnsignedInt(field, i, i + 8, 16));
        }
        return text(bytes.array()) + ":" + Integer.parseInt(field, colon + 1, field.length(), 16);
    }

    private static String text(byte[] bytes) {
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            if (address.isAnyLocalAddress()) {
                return "*";
            }
            return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }
}
