package org.junitisolated.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether there is memory for one more child. */
class FreeMemoryTest {

    private static final long MIB = 1 << 20;

    @TempDir
    Path root;

    private void file(String path, String text) throws IOException {
        new MachineFiles(root).file(path, text);
    }

    private boolean allowsAnotherChild() {
        return new FreeMemory(new MachineFiles(root).machine()).allowsAnotherChild();
    }

    @ParameterizedTest
    @CsvSource({"767, false", "768, true", "24000, true"})
    void asLongAsTheMachineHasPlenty(long available, boolean allowed) throws Exception {
        file("proc/meminfo", "MemTotal: 32000000 kB\nMemFree: 1 kB\nMemAvailable:   " + available * 1024 + " kB\n");

        assertThat(allowsAnotherChild()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"1000, 233, false", "1000, 232, true", "max, 5000, true"})
    void asLongAsTheControlGroupLeavesPlenty(String limit, long used, boolean allowed) throws Exception {
        file("proc/meminfo", "MemAvailable:   24000000 kB\n");
        file("proc/self/cgroup", "0::/build\n");
        file("proc/self/mountinfo", "30 20 0:30 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
        file("sys/fs/cgroup/build/memory.max", (limit.equals("max") ? limit : Long.parseLong(limit) * MIB) + "\n");
        file("sys/fs/cgroup/build/memory.current", used * MIB + "\n");

        assertThat(allowsAnotherChild()).isEqualTo(allowed);
    }

    @Test
    void whereNothingIsToldThereIs() {
        assertThat(allowsAnotherChild()).isTrue();
    }
}
