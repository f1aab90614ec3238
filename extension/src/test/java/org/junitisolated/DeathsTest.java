package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junitisolated.kit.OwnProcess;
import org.junitisolated.kit.Results;

/** Each way in which a child can die is named for what it was, and costs one test. */
class DeathsTest {

    private static void killBy(String signal) throws Exception {
        OwnProcess.signal(signal);
        Thread.sleep(20_000);
    }

    @Isolated(pid = true)
    static class Crashes {

        @Test
        void crashes() throws Exception {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field instance = type.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            type.getMethod("putAddress", long.class, long.class).invoke(instance.get(null), 0L, 0L);
        }

        @Test
        void survives() {}
    }

    @Test
    void aCrashOfTheJvmIsToldByTheFileThatItLeft(@TempDir Path directory) {
        Results results = fixtures()
                .with("junit.platform.reporting.output.dir", directory.toString())
                .of(Crashes.class);

        assertThat(results.failure("crashes()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("signal 6 (SIGABRT)")
                .hasMessageContaining("SIGSEGV (0xb) at pc=")
                .hasMessageContaining("Problematic frame");
        String kept = results.entries().stream()
                .filter(entry -> entry.containsKey("isolated.crash"))
                .findFirst()
                .orElseThrow()
                .get("isolated.crash");
        assertThat(Path.of(kept)).content().contains("Unsafe").contains("DeathsTest$Crashes.crashes");
        assertThat(results.outcome("survives()")).isEqualTo("SUCCESSFUL");
        // Before JUnit 5.12 it is in the working directory.
        assertThat(Path.of(kept).toFile().delete()).isTrue();
    }

    @Isolated
    static class Signals {

        @Test
        void segmentationFault() throws Exception {
            killBy("SEGV");
        }

        @Test
        void terminated() throws Exception {
            killBy("TERM");
        }

        @Test
        void systemCall() throws Exception {
            killBy("SYS");
        }

        @Test
        void survives() {}
    }

    @Test
    void signalsHaveNames() {
        Results results = run(Signals.class);

        assertThat(results.failure("segmentationFault()")).hasMessageContaining("SIGSEGV (0xb)");
        assertThat(results.failure("terminated()"))
                .hasMessageContaining("exit code 143")
                .hasMessageContaining("asked to shut down, by a signal");
        assertThat(results.failure("systemCall()")).hasMessageContaining("signal 31 (SIGSYS)");
        assertThat(results.outcome("survives()")).isEqualTo("SUCCESSFUL");
    }

    @Isolated(jvmArgs = "-Xmx24m")
    static class Exhausts {

        private static final List<Object> KEPT = new ArrayList<>();

        private static void exhaust() {
            for (int size = 1 << 20; ; ) {
                KEPT.add(new byte[size]);
            }
        }

        private static void exhaustToTheLast() {
            int size = 1 << 20;
            while (true) {
                try {
                    KEPT.add(new byte[size]);
                } catch (OutOfMemoryError e) {
                    if (size == 16) {
                        throw e;
                    }
                    size /= 2;
                }
            }
        }

        @Test
        void atOnce() {
            exhaust();
        }

        @Test
        void toTheLastByte() {
            exhaustToTheLast();
        }

        @Test
        void byThreadsThatGoOn() throws Exception {
            for (int i = 0; i < 4; i++) {
                new Thread(() -> {
                            while (true) {
                                try {
                                    exhaustToTheLast();
                                } catch (OutOfMemoryError e) {
                                    // And again...
                                }
                            }
                        })
                        .start();
            }
            Thread.sleep(1000);
            exhaust();
        }

        @Test
        void inOtherMemory() {
            throw new OutOfMemoryError("unable to create native thread");
        }

        @Test
        void survives() {}
    }

    @Test
    void aHeapThatIsExhaustedIsNamed() {
        Results results = fixtures().with("isolated.timeout", "30s").of(Exhausts.class);

        assertThat(results.failure("atOnce()")).hasMessageContaining("no memory left");
        assertThat(results.failure("toTheLastByte()")).hasMessageContaining("no memory left");
        assertThat(results.failure("inOtherMemory()"))
                .hasMessageContaining("no memory left")
                .hasMessageNotContaining("-Xmx");
        assertThat(results.failure("byThreadsThatGoOn()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("no memory left");
        assertThat(results.outcome("survives()")).isEqualTo("SUCCESSFUL");
    }

    static class WrongOptions {

        @Test
        @Isolated(jvmArgs = "-XX:+NoSuchOption")
        void unknownOption() {}

        @Test
        @Isolated(jvmArgs = {"-Xms64m", "-Xmx16m"})
        void heapThatCannotBe() {}

        @Test
        @Isolated(jvmArgs = "-javaagent:/no/such/agent.jar")
        void noSuchAgent() {}

        @Test
        @Isolated
        void survives() {}
    }

    @Test
    void wrongOptionsAreToldInTheJvmsWords() {
        Results results = run(WrongOptions.class);

        assertThat(results.failure("unknownOption()"))
                .hasMessageContaining("NoSuchOption")
                .hasMessageContaining("Nothing of the test has run");
        assertThat(results.failure("heapThatCannotBe()")).hasMessageContaining("heap");
        assertThat(results.failure("noSuchAgent()")).hasMessageContaining("/no/such/agent.jar");
        assertThat(results.err()).doesNotContain("archive");
        assertThat(results.outcome("survives()")).isEqualTo("SUCCESSFUL");
    }
}
