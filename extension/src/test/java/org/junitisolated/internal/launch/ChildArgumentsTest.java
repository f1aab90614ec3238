package org.junitisolated.internal.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Children start fast, unless the user wants something else. */
class ChildArgumentsTest {

    private static List<String> of(String... arguments) {
        return ChildArguments.of(List.of(arguments), OptionalLong.empty());
    }

    private static List<String> withHeap(String... arguments) {
        return ChildArguments.of(List.of(arguments), OptionalLong.of(100 << 20));
    }

    @Test
    void theParentsArgumentsComeLastSoThatTheyWin() {
        assertThat(of("-Xmx1g", "-XX:TieredStopAtLevel=4"))
                .containsExactly(
                        "-XX:-UsePerfData",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:CompileThresholdScaling=6",
                        "-XX:+UseSerialGC",
                        "-XX:NewRatio=9",
                        "-Xmx1g",
                        "-XX:TieredStopAtLevel=4");
    }

    @Test
    void whatRunsInEachOfManyRunsIsCompiledSooner() {
        assertThat(ChildArguments.of(List.of(), OptionalLong.empty(), true))
                .contains("-XX:TieredStopAtLevel=1")
                .noneMatch(argument -> argument.contains("CompileThresholdScaling"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseParallelGC", "-XX:+UseZGC", "-XX:+UseSerialGC"})
    void aCollectorOfTheParentsIsTheOnlyOne(String collector) {
        assertThat(of(collector))
                .endsWith(collector)
                .filteredOn(each -> each.endsWith("GC"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseG1GC",
                "-XX:+UseParallelGC",
                "-XX:-TieredCompilation",
                "-Xint",
                "-Xcomp",
                "-XX:+UseStringDeduplication",
                "-XX:G1HeapRegionSize=4m",
                "-XX:MaxGCPauseMillis=50",
                "-XX:-UseSerialGC",
                "-Xmx64m",
                "-Xmx8m",
                "-Xmn10m",
                "-XX:NewRatio=2"
            })
    void aJvmStartsWithThemAndSaysNothing(String argument) throws Exception {
        assertThatAJvmStartsWith(of(argument));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xms1g", "-XX:InitialHeapSize=1g", "-Xms1m", "-XX:MinHeapSize=512m", "-Xss1m", "-Xmn10m"})
    void aHeapThatIsLimitedFitsToThem(String argument) throws Exception {
        assertThatAJvmStartsWith(withHeap(argument));
    }

    private static void assertThatAJvmStartsWith(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(JavaProcess.JAVA));
        command.addAll(arguments);
        command.add("-version");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .doesNotContainIgnoringCase("warning", "error");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aHeapThatIsLimitedComesBeforeTheUsersArguments() {
        assertThat(withHeap("-ea")).containsSubsequence("-XX:NewRatio=9", "-Xmx104857600", "-ea");
        assertThat(withHeap("-Xms1g")).endsWith("-Xms1g", "-Xms8m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx1g", "-XX:MaxHeapSize=1g", "-XX:MaxRAMPercentage=50", "-XX:MaxRAM=1g"})
    void whoSaysHowLargeTheHeapMayBecomeIsTakenAtHisWord(String argument) {
        assertThat(withHeap(argument)).isEqualTo(of(argument));
    }
}
