package org.junitisolated.samples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/** Files of the test's own; {@link PrivateTmpTest} shows that nothing gets in or out. */
// region class
@Isolated(mount = true)
class MountTest {

    @Test
    void temporaryFilesAreItsOwn() throws IOException {
        Path lock = Path.of("/tmp/server.lock");
        assertFalse(Files.exists(lock)); // whatever else runs on this machine
        Files.createFile(lock); // gone when the test ends
    }

    @Test
    void theHomeDirectoryIsItsOwn() throws IOException {
        Path settings = Path.of(System.getProperty("user.home"), ".my-settings");
        assertFalse(Files.exists(settings));
        Files.createFile(settings);
    }

    @Test
    void allElseIsReadOnly() {
        FileSystemException e =
                assertThrows(FileSystemException.class, () -> Files.createFile(Path.of("/usr/new-file")));
        assertTrue(e.getMessage().contains("Read-only file system"), e.getMessage());
    }

    @Test
    void theWorkingDirectoryIsTheProjects() throws IOException {
        Path report = Files.createTempFile(Path.of("target"), "report", ".txt"); // stays after the test
        assertTrue(Files.isWritable(report));
        Files.delete(report);
    }
}
// endregion
