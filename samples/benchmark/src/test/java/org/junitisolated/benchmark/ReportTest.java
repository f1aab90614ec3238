package org.junitisolated.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Jdk JDK = new Jdk(Path.of("/"), "17.0.15", "");

    private final Samples samples = new Samples();

    @Test
    void comparesMediansWithTargets() {
        samples.add(Row.WARM, 120);
        samples.add(Row.SUREFIRE, 960);
        samples.add(Row.BWRAP, 720);
        assertThat(report())
                .contains("| f | isolated | 120 ms | 120 to 120 |  |")
                .contains("to Surefire with `reuseForks=false` | 1/5 | 1/8 | reached |")
                .contains("to `bwrap` and a ConsoleLauncher | 1/7 | 1/6 | not reached |")
                .contains("| private memory of a standby | 45 MiB | none | not measured |");
    }

    @Test
    void marksWhatShouldHaveHadAnArchive() {
        samples.archiveMissing();
        samples.add(Row.WARM, 120);
        samples.add(Row.COLD, 130);
        samples.add(Row.SUREFIRE, 960);
        assertThat(report())
                .contains("| 120 ms, no archive | 120 to 120 |")
                .contains("| 130 ms | 130 to 130 |")
                .contains("| 1/5 | 1/8, no archive | reached |");
    }

    private String report() {
        return Report.of(Map.of(JDK, samples), Effort.FULL, List.of());
    }
}
