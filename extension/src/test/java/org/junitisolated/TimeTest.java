package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junitisolated.kit.Results;

/** Clocks of the test's own. */
class TimeTest {

    /** How far the monotonic clock is ahead of the parent's when it was started; HotSpot reads that clock. */
    private static Duration ahead() {
        return Duration.ofNanos(System.nanoTime() - Long.getLong("fixture.nanos"));
    }

    private static Duration uptime() throws IOException {
        String text = Files.readString(Path.of("/proc/uptime"));
        return Duration.ofSeconds((long) Double.parseDouble(text.substring(0, text.indexOf(' '))));
    }

    private static Duration hostUptime() {
        return Duration.ofSeconds(Long.getLong("fixture.uptime"));
    }

    static class Clocks {

        @Test
        @Isolated(time = true, timeOffset = "30d")
        void areAhead() throws IOException {
            assertThat(ahead()).isBetween(Duration.ofDays(30), Duration.ofDays(31));
            assertThat(uptime().minus(hostUptime())).isBetween(Duration.ofDays(30), Duration.ofDays(31));
        }

        @Test
        @Isolated(time = true, timeOffset = "1h", pid = true)
        void areAheadNextToOtherNamespaces() throws IOException {
            assertThat(ahead()).isBetween(Duration.ofHours(1), Duration.ofHours(2));
            assertThat(uptime().minus(hostUptime())).isBetween(Duration.ofHours(1), Duration.ofHours(2));
        }

        @Test
        @Isolated(time = true, timeOffset = "30d")
        void areNotTheWallClock() {
            Instant parents = Instant.ofEpochMilli(Long.getLong("fixture.wall"));
            assertThat(Instant.now()).isBetween(parents, parents.plus(Duration.ofHours(1)));
        }

        @Test
        @Isolated(time = true)
        void areTheSameWithoutAnOffset() {
            assertThat(ahead()).isBetween(Duration.ZERO, Duration.ofHours(1));
        }

        @Test
        @Hermetic
        void areTheMachinesWithoutTheFlag() throws IOException {
            assertThat(ahead()).isBetween(Duration.ZERO, Duration.ofHours(1));
            assertThat(uptime().minus(hostUptime())).isBetween(Duration.ZERO, Duration.ofHours(1));
        }
    }

    @Test
    void monotonicAndBootClockAreShifted() throws IOException {
        System.setProperty("fixture.nanos", Long.toString(System.nanoTime()));
        System.setProperty("fixture.uptime", Long.toString(uptime().toSeconds()));
        System.setProperty("fixture.wall", Long.toString(System.currentTimeMillis()));

        Results results = run(Clocks.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(5);
    }

    static class BeforeTheStart {

        @Test
        @Isolated(time = true, timeOffset = "-36500d")
        void fails() {}

        @Test
        @Isolated(time = true, timeOffset = "-36500d", unavailable = Isolated.Unavailable.DEGRADE)
        void failsUnderAnyPolicy() {}
    }

    @Test
    void noClockBeginsBeforeTheMachineDid() {
        Results results = run(BeforeTheStart.class);

        for (String test : List.of("fails()", "failsUnderAnyPolicy()")) {
            assertThat(results.failure(test)).hasMessageContainingAll("Step:   time-offset", "Cause:", "Remedy:");
        }
    }
}
