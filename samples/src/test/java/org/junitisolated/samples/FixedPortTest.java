package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junitisolated.Isolated;

/**
 * Tests that need a fixed port cannot run in parallel: they take it from each other, and from whatever else runs on the
 * machine. With a network of its own each has port 8080 to itself, all at the same time.
 *
 * <p>{@link NeedPort8080} is the suite; the two tests run it without isolation, where it fails, and with it.
 */
class FixedPortTest {

    private static final int TESTS = 4;

    @Isolated(net = true)
    @Execution(ExecutionMode.CONCURRENT)
    static class NeedPort8080 {

        private final MeetingPoint meetingPoint = new MeetingPoint(Path.of(System.getProperty("meeting.point")));

        @Test
        void orders() throws Exception {
            holdPort8080WithTheOthers();
        }

        @Test
        void payments() throws Exception {
            holdPort8080WithTheOthers();
        }

        @Test
        void shipping() throws Exception {
            holdPort8080WithTheOthers();
        }

        @Test
        void returns() throws Exception {
            holdPort8080WithTheOthers();
        }

        private void holdPort8080WithTheOthers() throws Exception {
            try (ServerSocket server = new ServerSocket(8080, 1, InetAddress.getLoopbackAddress())) {
                meetingPoint.arrive();
                meetingPoint.awaitArrivals(TESTS);
                assertThat(server.isBound()).isTrue();
            } catch (BindException e) {
                meetingPoint.arrive();
                throw e;
            }
        }
    }

    @TempDir
    Path meetingPoint;

    @Test
    void withoutIsolationTheyTakeThePortFromEachOther() {
        SampleResults results = SampleRunner.plain()
                .inParallel(TESTS)
                .tell("meeting.point", meetingPoint)
                .run(NeedPort8080.class);

        assertThat(results.tests()).hasSize(TESTS);
        assertThat(results.tests("FAILED"))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(test.failure()).isInstanceOf(BindException.class));
    }

    @Test
    void withIsolationEachHasAPort8080OfItsOwn() {
        SampleResults results = SampleRunner.isolated()
                .inParallel(TESTS)
                .tell("meeting.point", meetingPoint)
                .run(NeedPort8080.class);

        assertThat(results.tests("SUCCESSFUL")).as("%s", results.all()).hasSize(TESTS);
    }
}
