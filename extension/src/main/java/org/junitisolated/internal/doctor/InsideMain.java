package org.junitisolated.internal.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What the doctor runs inside: a JVM that lives, listens or connects. Its exit code is 0 if it could. */
public final class InsideMain {

    static final String ALIVE = "alive";
    static final String LISTEN = "listen";
    static final String CONNECT = "connect";

    /** What is printed when a connection can be made. */
    static final String LISTENING = "listening";

    /** What goes over a connection. */
    static final String WORD = "junit-isolated";

    private static final int TIMEOUT_MILLIS = 20_000;

    private InsideMain() {}

    public static void main(String[] words) throws IOException {
        switch (words[0]) {
            case LISTEN -> listen(Integer.parseInt(words[1]));
            case CONNECT -> connect(Integer.parseInt(words[1]));
            default -> System.out.println(ALIVE);
        }
    }

    private static void listen(int port) throws IOException {
        try (ServerSocket server = new ServerSocket(port)) {
            server.setSoTimeout(TIMEOUT_MILLIS);
            System.out.println(LISTENING);
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write((WORD + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static void connect(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String heard = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (!WORD.equals(heard)) {
                throw new IOException("heard \"" + heard + "\"");
            }
        }
    }
}
