package org.junitisolated.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Somebody on the host, outside all rooms, who connects to a port as soon as a test has told it. */
final class HostSide {

    private final Path file;
    private CompletableFuture<String> received = new CompletableFuture<>();

    /** The directory must be one that isolated tests can write to. */
    HostSide(Path directory) {
        file = directory.resolve("port");
    }

    /** Called by the test: tells the port on which it can be reached from the host. */
    static void tell(int port) throws IOException {
        Path file = Path.of(System.getProperty("port.file"));
        Path draft = Files.writeString(file.resolveSibling("draft"), Integer.toString(port));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Runs a test that calls {@link #tell}, and meanwhile waits for it and connects. */
    SampleResults run(Class<?> testClass) {
        received = CompletableFuture.supplyAsync(this::connect);
        return SampleRunner.isolated().tell("port.file", file.toAbsolutePath()).run(testClass);
    }

    private String connect() {
        try {
            Patience.waitUntil(() -> Files.exists(file));
            int port = Integer.parseInt(Files.readString(file));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return new String(socket.getInputStream().readAllBytes(), UTF_8);
            }
        } catch (Exception e) {
            throw new IllegalStateException("nobody was reached", e);
        }
    }

    /** Returns all that came over the connection. */
    String received() throws Exception {
        return received.get(1, TimeUnit.MINUTES);
    }
}
