package org.junitisolated.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junitisolated.internal.launch.JavaProcess;

/** After many tests of every kind there is no more of anything than after the first hundred. */
@Tag("slow")
class SoakTest {

    static final String VARIABLE = "JUNIT_ISOLATED_SOAK";

    /** For more: {@code -Dsoak.tests=5000}. */
    private static final int TESTS = Integer.getInteger("soak.tests", 120);

    private static final int HEAP_TOLERANCE_MEBIBYTES = 8;

    private static final Pattern STATE = Pattern.compile("after (\\d+) tests: (.*), heap (\\d+) MiB");

    @Test
    void nothingGrows(@TempDir Path directory) throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Process process = JavaProcess.start(
                JavaProcess.command(
                        List.of("-Xmx128m", "-Djava.io.tmpdir=" + temporary),
                        SoakMain.class,
                        Integer.toString(TESTS),
                        directory.toString()),
                Map.of(VARIABLE, directory.toString()));
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();

            System.out.println(output);
            Matcher state = STATE.matcher(output);
            assertThat(state.find()).isTrue();
            String things = state.group(2);
            int heap = Integer.parseInt(state.group(3));
            assertThat(things).startsWith("processes 0, ").contains(", files 0");
            assertThat(state.find()).isTrue();
            assertThat(state.group(2)).isEqualTo(things);
            assertThat(Integer.parseInt(state.group(3))).isLessThanOrEqualTo(heap + HEAP_TOLERANCE_MEBIBYTES);
        } finally {
            process.destroyForcibly();
        }
    }
}
