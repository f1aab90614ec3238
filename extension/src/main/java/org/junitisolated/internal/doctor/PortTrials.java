package org.junitisolated.internal.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junitisolated.internal.launch.LauncherTrial;
import org.junitisolated.internal.launch.LauncherTrial.Outcome;

/** A port of a test on this machine's loopback, and a port of this machine inside a test; each with a connection made. */
final class PortTrials {

    /** Inside, where every port is free. */
    private static final int INSIDE = 8080;

    private PortTrials() {}

    static List<Finding> run(TrialRoom room) throws IOException, InterruptedException {
        return List.of(publish(room), hostPort(room));
    }

    private static Finding publish(TrialRoom room) throws IOException, InterruptedException {
        Trial trial = new Trial("publish", "@PublishPort");
        List<String> options = List.of("--net", "--publish", "tcp", "0", Integer.toString(INSIDE));
        try (LauncherTrial running = room.start(options, TrialRoom.jvm(InsideMain.LISTEN, Integer.toString(INSIDE)))) {
            boolean listens = running.awaitOutput(InsideMain.LISTENING, room.millisecondsLeft());
            Optional<Integer> port = listens ? running.hostPort("tcp", INSIDE) : Optional.empty();
            String heard = port.isPresent() ? hear(port.get(), room.millisecondsLeft()) : "";
            Outcome outcome = running.await(room.millisecondsLeft());
            Finding finding = trial.judge(outcome);
            return finding.works() && !heard.equals(InsideMain.WORD)
                    ? trial.broken("no connection came through the published port (" + heard + ")", outcome)
                    : finding;
        }
    }

    /** Returns the line that comes from a port of this machine, or why none does. */
    private static String hear(int port, long milliseconds) {
        int timeout = (int) Math.max(1, milliseconds);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeout);
            socket.setSoTimeout(timeout);
            return String.valueOf(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Finding hostPort(TrialRoom room) throws IOException, InterruptedException {
        Trial trial = new Trial("host-port", "@HostPort");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerOnce(server), "junit-isolated-answer");
            answering.setDaemon(true);
            answering.start();
            List<String> options = List.of(
                    "--net", "--host-port", "tcp", Integer.toString(INSIDE), Integer.toString(server.getLocalPort()));
            try (LauncherTrial running =
                    room.start(options, TrialRoom.jvm(InsideMain.CONNECT, Integer.toString(INSIDE)))) {
                return trial.judge(running.await(room.millisecondsLeft()));
            }
        }
    }

    private static void answerOnce(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write((InsideMain.WORD + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // Nobody has come, and the socket is closed: what is inside tells.
        }
    }
}
