package org.junitisolated.neighbours.libraries;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junitisolated.Isolated;

/** Two tests at the same time, each with a WireMock of its own on port 8080. */
class WireMockTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Isolated(net = true)
    @Execution(ExecutionMode.CONCURRENT)
    @com.github.tomakehurst.wiremock.junit5.WireMockTest(httpPort = 8080)
    static class NeedPort8080 {

        @Test
        void one() throws Exception {
            serves("one", "two");
        }

        @Test
        void two() throws Exception {
            serves("two", "one");
        }

        private static void serves(String name, String other) throws Exception {
            stubFor(WireMock.get("/name").willReturn(ok(name)));
            waitFor(other, name);
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create("http://localhost:8080/name"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .isEqualTo(name);
        }

        /** Both servers have their stubs now: with one server for both, one of the tests would get the other's answer. */
        private static void waitFor(String other, String name) throws Exception {
            Path meetingPoint = Path.of(System.getProperty("meeting.point"));
            Files.createFile(meetingPoint.resolve(name));
            long start = System.nanoTime();
            while (Files.notExists(meetingPoint.resolve(other))) {
                assertThat(System.nanoTime() - start).as("waited for " + other).isLessThan(PATIENCE.toNanos());
                Thread.sleep(10);
            }
        }
    }

    // region class
    @Isolated(net = true)
    @com.github.tomakehurst.wiremock.junit5.WireMockTest(httpPort = 8080)
    static class NeedsNobody {

        @Test
        void isThere() {
            stubFor(WireMock.get("/name").willReturn(ok()));
        }
    }
    // endregion

    @TempDir
    Path meetingPoint;

    @BeforeEach
    void tellTheTestsWhereToMeet() {
        System.setProperty("meeting.point", meetingPoint.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty("meeting.point");
    }

    @Test
    void eachHasAPort8080OfItsOwn() {
        FixtureRun run = FixtureRun.isolated(NeedPort8080.class);

        assertThat(run.succeeded()).as("%s", run).isEqualTo(2);
    }
}
