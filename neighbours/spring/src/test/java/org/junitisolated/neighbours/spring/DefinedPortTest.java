package org.junitisolated.neighbours.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.DEFINED_PORT;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junitisolated.Hermetic;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

/** Two test classes at the same time, each with an application of its own on the one port that it is configured for. */
class DefinedPortTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern SPRING =
            Pattern.compile("Initializing '(org/springframework/\\S*(Extension|TestContextManager|SpringApplication)"
                    + "|org/junitisolated/neighbours/spring/ShopApplication)'");

    // region class
    @Hermetic
    @SpringBootTest(webEnvironment = DEFINED_PORT)
    static class CustomersBuy {

        @Autowired
        private ShopApplication.Orders orders;

        @Test
        void oneThing(@Value("${server.port}") int port) throws Exception {
            assertThat(port).isEqualTo(8080);
            post("/orders");
            waitFor("sellers", "customers");
            assertThat(get("/orders")).isEqualTo("1");
            assertThat(orders.count()).isEqualTo(1);
        }
    }
    // endregion

    @Hermetic
    @SpringBootTest(webEnvironment = DEFINED_PORT)
    static class SellersOrder {

        @Test
        void twoThings() throws Exception {
            post("/orders");
            post("/orders");
            waitFor("customers", "sellers");
            assertThat(get("/orders")).isEqualTo("2");
        }
    }

    private static TestExecutionSummary summary;

    @BeforeAll
    static void runBothAtTheSameTime() throws IOException {
        // Not in /tmp: hermetic tests have a /tmp of their own.
        Path meetingPoint = Files.createTempDirectory(Path.of("target"), "meeting-point-");
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        System.setProperty("meeting.point", meetingPoint.toString());
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(
                                        DiscoverySelectors.selectClass(CustomersBuy.class),
                                        DiscoverySelectors.selectClass(SellersOrder.class))
                                .configurationParameters(Map.of("isolated.enabled", "true"))
                                .build(),
                        listener);
        System.clearProperty("meeting.point");
        summary = listener.getSummary();
    }

    @Test
    void eachHasAPort8080OfItsOwn() {
        assertThat(summary.getTestsSucceededCount()).as(failures()).isEqualTo(2);
    }

    /** The JVM itself is the witness: it writes each class that it initialises into a file (argLine in the POM). */
    @Test
    void springDoesNotStartInTheParent() throws IOException {
        Path log = Path.of("target", "initialised-" + ProcessHandle.current().pid() + ".log");

        assertThat(Files.readString(log))
                .contains("Initializing '" + DefinedPortTest.class.getName().replace('.', '/'))
                .doesNotContainPattern(SPRING);
    }

    private static String failures() {
        StringWriter text = new StringWriter();
        summary.printFailuresTo(new PrintWriter(text));
        return text.toString();
    }

    private static void post(String path) throws Exception {
        send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static String get(String path) throws Exception {
        return send(request(path).GET());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:8080" + path));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
    }

    /** Both have sent their orders now: with one application for both, the sums would be wrong. */
    private static void waitFor(String others, String us) throws Exception {
        Path meetingPoint = Path.of(System.getProperty("meeting.point"));
        Files.createFile(meetingPoint.resolve(us));
        long start = System.nanoTime();
        while (Files.notExists(meetingPoint.resolve(others))) {
            assertThat(System.nanoTime() - start).as("waited for " + others).isLessThan(PATIENCE.toNanos());
            Thread.sleep(10);
        }
    }
}
