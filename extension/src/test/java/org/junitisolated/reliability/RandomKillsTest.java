package org.junitisolated.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is killed, whenever: nothing is left, no test passes that has not, and no build hangs. */
@Tag("slow")
class RandomKillsTest {

    /** For more: {@code -Drandom.kills=1000}. */
    private static final int KILLS = Integer.getInteger("random.kills", 16);

    @Test
    void nothingIsLeftNothingLiesNothingHangs(@TempDir Path directory) throws Exception {
        long seed = Long.getLong("random.seed", System.nanoTime());
        System.out.println("-Drandom.seed=" + seed);
        RandomKills kills = new RandomKills(directory, seed);

        kills.untilKilled(KILLS);

        System.out.println(kills.kills() + " kills: " + kills.killsByVictim());
        assertThat(kills.faults()).isEmpty();
        assertThat(kills.filesLeft()).isEmpty();
    }
}
