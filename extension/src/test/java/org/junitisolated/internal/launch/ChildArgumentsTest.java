package org.junitisolated.internal.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Children start fast, unless the user wants something else. */
class ChildArgumentsTest {

    @Test
    void theParentsArgumentsComeLastSoThatTheyWin() {
        assertThat(ChildArguments.of(List.of("-Xmx1g", "-XX:TieredStopAtLevel=4")))
                .containsExactly(
                        "-XX:-UsePerfData",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:NewRatio=9",
                        "-Xmx1g",
                        "-XX:TieredStopAtLevel=4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseParallelGC", "-XX:+UseZGC", "-XX:+UseSerialGC"})
    void aCollectorOfTheParentsIsTheOnlyOne(String collector) {
        assertThat(ChildArguments.of(List.of(collector)))
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
        List<String> command = new ArrayList<>(List.of(JavaProcess.JAVA));
        command.addAll(ChildArguments.of(List.of(argument)));
        command.add("-version");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .doesNotContainIgnoringCase("warning", "error");
        assertThat(process.waitFor()).isZero();
    }
}
