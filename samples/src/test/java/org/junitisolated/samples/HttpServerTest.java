package org.junitisolated.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/**
 * A real server and a real client, on the ports that they have in production: in a network of its own even an ordinary
 * user may have port 80, so nothing needs a port chosen at random and handed around. One test starts a second server on
 * port 8080.
 */
@Isolated(net = true)
class HttpServerTest {

    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = answering(80, "hello from port 80");
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void answersOnPort80() throws Exception {
        HttpResponse<String> response = get("http://localhost/");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("hello from port 80");
    }

    @Test
    void answersBesideAnotherServer() throws Exception {
        HttpServer other = answering(8080, "hello from port 8080");

        assertThat(get("http://localhost:8080/").body()).isEqualTo("hello from port 8080");
        assertThat(get("http://localhost/").body()).isEqualTo("hello from port 80");
        other.stop(0);
    }

    private static HttpServer answering(int port, String answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        return server;
    }

    private static HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString(UTF_8));
    }
}
