package org.junitisolated.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a child is told before it has a connection. */
class StartTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void arrivesAsItWasGiven(Start.WarmUp warmUp) {
        Start start = new Start(warmUp, Path.of("/a/b c"), List.of("NET", "", "PID"));

        assertThat(Start.from(start.toArguments().toArray(String[]::new))).isEqualTo(start);
    }

    @Test
    void propertiesArriveAsTheyWereWritten() throws Exception {
        Map<String, String> properties = Map.of("a", "", "b=c", "d\ne", "\u00e4", "\ud83d\ude00");
        Path file = directory.resolve("properties");
        Start.writeProperties(file, properties);

        assertThat(new Start(Start.WarmUp.NEVER, file, List.of()).readProperties())
                .isEqualTo(properties);
    }

    @Test
    void aFileThatIsCutOffIsAnError() throws Exception {
        Path file = directory.resolve("properties");
        Start.writeProperties(file, Map.of("name", "value"));
        byte[] content = Files.readAllBytes(file);
        Files.write(file, List.of());
        assertThatThrownBy(() -> new Start(Start.WarmUp.NEVER, file, List.of()).readProperties())
                .isInstanceOf(MalformedFrameException.class);
        Files.write(file, java.util.Arrays.copyOf(content, content.length - 1));
        assertThatThrownBy(() -> new Start(Start.WarmUp.NEVER, file, List.of()).readProperties())
                .isInstanceOf(MalformedFrameException.class);
    }
}
