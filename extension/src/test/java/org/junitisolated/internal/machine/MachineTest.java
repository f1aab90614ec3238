package org.junitisolated.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void aPathThatCannotBeLeadsToNothing() {
        assertThat(Machine.here().exists("/proc\0")).isFalse();
        assertThat(Machine.here().text("/proc/\0/status")).isEmpty();
    }
}
