package org.junitisolated.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandbyMemoryTest {

    @Test
    void privateMemoryIsWhatNoOtherProcessHas() {
        List<String> smaps = List.of(
                "55d0c0a00000-7ffc2a5fe000 ---p 00000000 00:00 0                          [rollup]",
                "Rss:               50944 kB",
                "Shared_Clean:      14000 kB",
                "Shared_Dirty:       1000 kB",
                "Private_Clean:       200 kB",
                "Private_Dirty:     35744 kB");
        assertThat(StandbyMemory.privateKibibytes(smaps)).isEqualTo(35944);
    }
}
