package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that is open for writing cannot be executed; soon it is closed. */
@Timeout(60)
class ExecutableStartTest {

    @TempDir
    Path directory;

    private Path executable() throws IOException {
        return Files.copy(Path.of("/bin/true"), directory.resolve("executable"));
    }

    @Test
    void waitsUntilAFileIsNoLongerOpenForWriting() throws Exception {
        Path executable = executable();
        FileChannel writing = FileChannel.open(executable, StandardOpenOption.WRITE);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(
                () -> close(writing), CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

        Process process = ExecutableStart.start(new ProcessBuilder(executable.toString()));

        assertThat(closed).isDone();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aFileThatStaysOpenForWritingIsReportedInTheEnd() throws IOException {
        Path executable = executable();
        try (FileChannel writing = FileChannel.open(executable, StandardOpenOption.WRITE)) {
            assertThat(writing.isOpen()).isTrue();
            assertThatThrownBy(() -> ExecutableStart.start(new ProcessBuilder(executable.toString())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("26");
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
