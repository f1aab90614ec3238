package org.junitisolated.internal.proc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A socket as {@code /proc/net/tcp} and its neighbours show it.
 *
 * @param protocol {@code TCP} or {@code UDP}
 * @param state as ss(8) names it, such as {@code LISTEN}; of an unconnected UDP socket {@code UNCONN}
 * @param local its address
 * @param remote that of its peer; port 0 where there is none
 * @param inode the number by which descriptors refer to it; 0 where none does any more
 */
public record OpenSocket(String protocol, String state, InetSocketAddress local, InetSocketAddress remote, long inode) {

    private static final List<String> FILES = List.of("tcp", "tcp6", "udp", "udp6");

    /** By their numbers, from 1: see include/net/tcp_states.h of the kernel. */
    private static final List<String> STATES = List.of(
            "ESTAB",
            "SYN-SENT",
            "SYN-RECV",
            "FIN-WAIT-1",
            "FIN-WAIT-2",
            "TIME-WAIT",
            "UNCONN",
            "CLOSE-WAIT",
            "LAST-ACK",
            "LISTEN",
            "CLOSING",
            "SYN-RECV");

    private static final int HEX_DIGITS_PER_WORD = 8;

    /** Returns the sockets of the network namespace that a process is in. */
    public static List<OpenSocket> inNetworkOf(long pid) {
        return inNetwork(Long.toString(pid));
    }

    /** Returns the sockets of the network namespace that the calling thread is in. */
    public static List<OpenSocket> inNetworkOfThread() {
        return inNetwork("thread-self");
    }

    /**
     * Tells whether there may be any in the network namespace that the calling thread is in; the kernel counts those that are
     * bound or connected (net/ipv4/proc.c and net/ipv6/proc.c), which is much sooner read than its tables.
     */
    public static boolean areInNetworkOfThread() {
        String ofIpv6 = ProcFiles.read("thread-self", "net", "sockstat6");
        // A kernel without IPv6 has no such file.
        return countsAny(ProcFiles.read("thread-self", "net", "sockstat")) || (!ofIpv6.isEmpty() && countsAny(ofIpv6));
    }

    /** The lines are such as {@code TCP: inuse 1 orphan 0 tw 0 alloc 1 mem 0}; where there are none, nothing is known. */
    static boolean countsAny(String counts) {
        return !saysNone(counts, "TCP") || !saysNone(counts, "UDP");
    }

    private static boolean saysNone(String counts, String protocol) {
        return counts.lines()
                .anyMatch(line -> line.startsWith(protocol + ": inuse 0") || line.startsWith(protocol + "6: inuse 0"));
    }

    private static List<OpenSocket> inNetwork(String process) {
        List<OpenSocket> found = new ArrayList<>();
        for (String file : FILES) {
            String protocol = file.substring(0, 3).toUpperCase(Locale.ROOT);
            found.addAll(parseTable(protocol, ProcFiles.read(process, "net", file)));
        }
        return found;
    }

    static List<OpenSocket> parseTable(String protocol, String table) {
        return table.lines()
                .skip(1)
                .flatMap(line -> parse(protocol, line).stream())
                .toList();
    }

    /** Tells whether it waits for others to connect, or to send to it. */
    public boolean isListening() {
        return state.equals("LISTEN") || (protocol.equals("UDP") && state.equals("UNCONN"));
    }

    private static Optional<OpenSocket> parse(String protocol, String line) {
        String[] fields = line.strip().split("\\s+", -1);
        try {
            return Optional.of(new OpenSocket(
                    protocol,
                    STATES.get(Integer.parseInt(fields[3], 16) - 1),
                    address(fields[1]),
                    address(fields[2]),
                    Long.parseLong(fields[9])));
        } catch (IndexOutOfBoundsException | NumberFormatException | UnknownHostException e) {
            return Optional.empty(); // of a kernel that writes it otherwise
        }
    }

    private static InetSocketAddress address(String text) throws UnknownHostException {
        int colon = text.indexOf(':');
        return new InetSocketAddress(
                InetAddress.getByAddress(bytes(text.substring(0, colon))),
                Integer.parseInt(text.substring(colon + 1), 16));
    }

    /** The kernel writes the address as words of 32 bits, each as a number in the machine's own order of bytes. */
    private static byte[] bytes(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int word = 0; word < hex.length(); word += HEX_DIGITS_PER_WORD) {
            int value = Integer.parseUnsignedInt(hex.substring(word, word + HEX_DIGITS_PER_WORD), 16);
            for (int i = 0; i < Integer.BYTES; i++) {
                int position = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? Integer.BYTES - 1 - i : i;
                bytes[word / 2 + position] = (byte) (value >> (i * Byte.SIZE));
            }
        }
        return bytes;
    }

    /** Returns its own address and port as text; {@code *} is any address. */
    public String localText() {
        return text(local);
    }

    /** Returns it as a line of text, such as {@code TCP LISTEN 127.0.0.1:8080}. */
    @Override
    public String toString() {
        String peer = remote.getPort() == 0 ? "" : " to " + text(remote);
        return protocol + " " + state + " " + text(local) + peer;
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        String shown = address.getAddress().isAnyLocalAddress() ? "*" : host.contains(":") ? "[" + host + "]" : host;
        return shown + ":" + address.getPort();
    }
}
