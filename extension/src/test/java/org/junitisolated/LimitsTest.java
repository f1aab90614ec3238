package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junitisolated.kit.Results;

/** How much of the machine a test may use, by whatever means there are. */
class LimitsTest {

    private static final long MIB = 1 << 20;

    @Isolated
    @Limits(memory = "256M", cpus = 1, processes = 150)
    static class Limited {

        @Test
        void seesItsLimits() {
            assertThat(Runtime.getRuntime().availableProcessors()).isEqualTo(1);
            assertThat(Runtime.getRuntime().maxMemory()).isBetween(150 * MIB, 193 * MIB);
        }

        @Test
        @Limits
        void isFreeAgain() {
            assertThat(Runtime.getRuntime().availableProcessors()).isEqualTo(Integer.getInteger("fixture.processors"));
            assertThat(Runtime.getRuntime().maxMemory()).isNotEqualTo(192 * MIB);
        }
    }

    private static Optional<String> entry(Results results, String name) {
        return results.entries().stream()
                .map((Map<String, String> entry) -> entry.get(name))
                .filter(text -> text != null)
                .findFirst();
    }

    /** Whether the kernel holds limits here by a control group; else a report entry says what does. */
    private static boolean isHeldByControlGroup(Results results) {
        return entry(results, "isolated.limits").isEmpty();
    }

    @Test
    void aTestIsLimitedAndItsNeighbourIsNot() {
        System.setProperty(
                "fixture.processors", Integer.toString(Runtime.getRuntime().availableProcessors()));

        Results results = run(Limited.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(2);
        if (!isHeldByControlGroup(results)) {
            assertThat(results.entries()).hasSize(1);
            assertThat(results.err()).contains("1 test ran with limits (@Limits) that no control group holds");
            assertThat(entry(results, "isolated.limits").orElseThrow())
                    .contains("memory by ", "cpus by ", "processes by ");
        }
    }

    static class WithHeaps {

        @Test
        @Isolated(jvmArgs = "-Xmx100m")
        @Limits(memory = "512M")
        void ofTheAnnotation() {
            assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(100 * MIB);
        }

        @Test
        @Isolated
        @Limits(memory = "512M")
        void ofTheParameter() {
            assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(120 * MIB);
        }

        @Test
        @Isolated(jvmArgs = {"-XX:+UseParallelGC", "-Dof.two=two words", "-Dof.both=child"})
        void otherArguments() {
            assertThat(System.getProperty("of.two")).isEqualTo("two words");
            assertThat(System.getProperty("of.both")).isEqualTo("child");
            assertThat(System.getProperty("of.all")).isEqualTo("all of them");
        }
    }

    @Test
    void whoSaysHowLargeTheHeapMayBecomeIsTakenAtHisWord() {
        System.setProperty("of.both", "parent");
        Results results = fixtures()
                .with("isolated.jvm.args", "-Xmx120m '-Dof.all=all of them'")
                .of(WithHeaps.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(3);
    }

    @Isolated(jvmArgs = {"-Xmx1g", "-XX:MaxDirectMemorySize=4g"})
    @Limits(memory = "192M")
    static class Greedy {

        @Test
        void takesTooMuch() {
            List<ByteBuffer> taken = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect((int) (16 * MIB));
                while (buffer.hasRemaining()) {
                    buffer.put((byte) 1);
                }
                taken.add(buffer);
            }
            throw new IllegalStateException("took " + taken.size());
        }

        @Test
        void startsWhatTakesTooMuch() throws Exception {
            Process process = new ProcessBuilder("sh", "-c", "head -c 1000000000 /dev/zero | tail > /dev/null")
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).isNotNegative();
        }
    }

    @Test
    void aTestThatIsKilledForMemorySaysSo() {
        assumeThat(isHeldByControlGroup(run(Limited.class)))
                .as("a control group is delegated")
                .isTrue();

        Results results = run(Greedy.class);

        assertThat(results.failure("takesTooMuch()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContainingAll("killed its JVM for memory", "192M", "@Limits", "#memory");
        assertThat(results.outcome("startsWhatTakesTooMuch()"))
                .as(results.failures())
                .isEqualTo("SUCCESSFUL");
        assertThat(entry(results, "isolated.oom").orElseThrow()).contains("killed 1 process", "192M");
    }
}
