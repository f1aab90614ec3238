package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.OwnProcess;
import org.junitisolated.kit.Results;

/** A child that does not come to its end fails its test, and that test alone. */
class BadEndsTest {

    @Isolated
    static class Ends {

        @Test
        void exits() {
            System.exit(7);
        }

        @Test
        void exitsWithSuccess() {
            System.exit(0);
        }

        @Test
        void halts() {
            Runtime.getRuntime().halt(0);
        }

        @Test
        void isKilled() throws Exception {
            OwnProcess.signal("KILL");
            Thread.sleep(10_000);
        }

        @Test
        void survives() {}
    }

    @Test
    void eachIsToldApart() {
        Results results = run(Ends.class);

        assertThat(results.failure("exits()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("exit code 7")
                .hasMessageContaining("java.lang.Runtime.exit")
                .hasMessageContaining("BadEndsTest$Ends.exits");
        assertThat(results.failure("exitsWithSuccess()")).hasMessageContaining("exit code 0");
        assertThat(results.failure("halts()")).hasMessageContaining("exit code 0");
        assertThat(results.failure("isKilled()")).hasMessageContaining("signal 9 (SIGKILL)");
        assertThat(results.outcome("survives()")).isEqualTo("SUCCESSFUL");
    }

    @Isolated
    static class ExitsAfterAll {
        @AfterAll
        static void afterAll() {
            Runtime.getRuntime().halt(0);
        }

        @Test
        void passes() {}
    }

    @Test
    void aPassedTestWhoseChildEndsBeforeTheRunIsDoneHasNotPassed() {
        assertThat(run(ExitsAfterAll.class).failure("passes()")).isInstanceOf(IsolationException.class);
    }

    static class Hangs {
        @Test
        @Isolated
        void hangs() throws InterruptedException {
            waitHere();
        }

        private static void waitHere() throws InterruptedException {
            Thread.sleep(100_000);
        }
    }

    @Test
    void aTimeoutShowsWhereTheTestWas() {
        Results results = fixtures().with("isolated.timeout", "5s").of(Hangs.class);

        assertThat(results.failure("hangs()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("5s (isolated.timeout)")
                .hasMessageContaining("Hangs.waitHere");
    }

    static class LeavesThreads {
        @Test
        @Isolated
        void leavesThread() {
            new Thread(() -> {
                        try {
                            Thread.sleep(100_000);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    })
                    .start();
        }

        @Test
        @Isolated
        void leavesShutdownHookThatHangs() {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    Thread.sleep(100_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
    }

    @Test
    void threadsThatAreLeftDoNotKeepTheChildAlive() {
        Results results = fixtures().with("isolated.timeout.grace", "1s").of(LeavesThreads.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(2);
    }

    @Isolated
    static class Floods {
        @Test
        void floods() {
            byte[] line = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n"
                    .getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 200_000; i++) {
                System.out.write(line, 0, line.length);
            }
        }
    }

    @Test
    void aFloodOfOutputArrivesWhole() {
        Results results = run(Floods.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(1);
        assertThat(results.out()).hasSize(200_000 * 64);
    }

    /** Streams of the test's own, at which flushing fails in ways that nobody expects. */
    @Isolated
    static class FlushFails {

        private static final class Failing extends PrintStream {
            private int flushes;

            Failing() {
                super(OutputStream.nullOutputStream());
            }

            @Override
            public void flush() {
                flushes++;
                if (flushes == 2) {
                    throw new StackOverflowError("flush");
                }
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void secondFails(int number) {
            if (number == 1) {
                System.setOut(new Failing());
            }
            assertThat(number).isEqualTo(1);
        }
    }

    @Test
    void aStreamThatCannotBeFlushedLosesNoEvent() {
        Results results = run(FlushFails.class);

        assertThat(results.tests("SUCCESSFUL")).isEqualTo(1);
        assertThat(results.tests("FAILED")).isEqualTo(1);
    }

    static class HugeSource {
        @TestFactory
        @Isolated
        DynamicTest huge() {
            return DynamicTest.dynamicTest("name", URI.create("x:" + "x".repeat(20_000_000)), () -> {});
        }
    }

    @Test
    void anEventThatIsTooLargeFailsItsTestAndSaysSo() {
        assertThat(run(HugeSource.class).failure("huge()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("over the limit of 33,554,422");
    }
}
