package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.NetworkInterface;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/**
 * Isolate just the methods that need it: the others run where they always did. The two sorts run in different JVMs, so
 * they share no static state, and {@code @BeforeAll} runs in each of these JVMs.
 */
// region class
class MixedClassTest {

    private static final AtomicInteger TESTS_IN_THIS_JVM = new AtomicInteger();

    @BeforeEach
    void countThisTest() {
        TESTS_IN_THIS_JVM.incrementAndGet();
    }

    @Test
    void plain() {
        assertThat(TESTS_IN_THIS_JVM).hasValue(1);
    }

    @Test
    @Isolated(net = true)
    void isolated() throws IOException {
        assertThat(TESTS_IN_THIS_JVM).hasValue(1);
        assertThat(NetworkInterface.networkInterfaces().map(NetworkInterface::getName))
                .containsExactly("lo");
    }
}
// endregion
