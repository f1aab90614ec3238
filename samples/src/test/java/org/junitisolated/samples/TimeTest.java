package org.junitisolated.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/** A machine that has been up for a year: what is long ago by the monotonic clock. */
// region class
@Isolated(time = true, timeOffset = "365d")
class TimeTest {

    private static final Duration A_YEAR = Duration.ofDays(365);

    @Test
    void nanoTimeIsAYearAhead() {
        assertTrue(Duration.ofNanos(System.nanoTime()).compareTo(A_YEAR) > 0);
    }

    @Test
    void soIsTheTimeThatTheMachineIsUp() throws IOException {
        String uptime = Files.readString(Path.of("/proc/uptime"));
        assertTrue(new Scanner(uptime.replaceAll("\\..*", "")).nextLong() > A_YEAR.toSeconds(), uptime);
    }
}
// endregion
