package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.Isolated;

/**
 * A test that forgets the processes which it has started, or loses sight of them, leaves them to the next test and to
 * the machine. No process outlives an isolated test, with a process namespace or without, however it got away: in
 * another session, or as an orphan.
 */
class LeftoverProcessTest {

    /** Each test leaves a process behind that has a unique argument, so that it can be found. */
    abstract static class LeavesProcessesBehind {

        private final String seconds = System.getProperty("sleep.seconds");

        @Test
        void ofTheSameSession() throws Exception {
            start("sleep", seconds);
        }

        @Test
        void inASessionOfItsOwn() throws Exception {
            start("setsid", "sleep", seconds);
        }

        @Test
        void whoseOwnParentIsGone() throws Exception {
            start("sh", "-c", "(setsid sleep \"$0\" &)", seconds).waitFor();
        }

        private Process start(String... command) throws IOException {
            return new ProcessBuilder(command).start();
        }

        @AfterEach
        void theProcessIsThere() throws Exception {
            assertThat(Processes.awaitWithArgument(seconds, 1)).isNotEmpty();
        }
    }

    @Isolated
    static class InAJvmOfItsOwn extends LeavesProcessesBehind {}

    @Isolated(pid = true)
    static class AmongItsOwnProcesses extends LeavesProcessesBehind {}

    private final String sleepSeconds = "600." + ThreadLocalRandom.current().nextLong(1_000_000_000L, Long.MAX_VALUE);

    @ParameterizedTest
    @ValueSource(classes = {InAJvmOfItsOwn.class, AmongItsOwnProcesses.class})
    void withIsolationNoneIsLeft(Class<?> fixture) {
        SampleResults results =
                SampleRunner.isolated().tell("sleep.seconds", sleepSeconds).run(fixture);

        assertThat(results.tests("SUCCESSFUL")).as("%s", results.all()).hasSize(3);
        assertThat(Processes.withArgument(sleepSeconds)).isEmpty();
    }

    @Test
    void withoutIsolationAllAreLeft() throws Exception {
        try {
            SampleRunner.plain().tell("sleep.seconds", sleepSeconds).run(InAJvmOfItsOwn.class);

            assertThat(Processes.awaitWithArgument(sleepSeconds, 3)).hasSize(3);
        } finally {
            Processes.withArgument(sleepSeconds).forEach(ProcessHandle::destroyForcibly);
        }
    }
}
