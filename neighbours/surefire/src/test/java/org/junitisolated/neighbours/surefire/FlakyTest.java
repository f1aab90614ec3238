package org.junitisolated.neighbours.surefire;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.Isolated;

/** Fails at the first attempt. What a child keeps in memory is gone with it, so the attempts are counted in files. */
@Isolated(net = true, pid = true)
class FlakyTest {

    private static int attempt(String test) throws IOException {
        Path attempts = Files.createDirectories(Path.of(System.getProperty("attempts.directory")))
                .resolve(test);
        Files.writeString(attempts, ".", CREATE, APPEND);
        return (int) Files.size(attempts);
    }

    @Test
    void succeedsAtTheSecondAttempt() throws IOException {
        assertThat(attempt("test")).isEqualTo(2);
    }

    @Test
    void succeedsAtOnce() throws IOException {
        assertThat(attempt("steady")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void oneInvocationIsFlaky(int number) throws IOException {
        assertThat(attempt("invocation" + number)).isGreaterThanOrEqualTo(number);
    }

    @Nested
    class Inner {
        @Test
        void succeedsAtTheSecondAttemptToo() throws IOException {
            assertThat(attempt("inner")).isEqualTo(2);
        }
    }
}
