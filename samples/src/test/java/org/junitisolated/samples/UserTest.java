package org.junitisolated.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/** Root in the room, nobody in the house. */
// region class
@Isolated(user = true)
class UserTest {

    @Test
    void isRootInside() throws Exception {
        assertEquals(List.of("0"), Shell.linesOf("id -u"));
    }

    @Test
    void mayMountInside() throws Exception {
        assertEquals(0, Shell.exitCodeOf("mount -t tmpfs tmpfs /mnt"));
    }

    @Test
    void isNobodyOutside() {
        Path setting = Path.of("/proc/sys/kernel/panic"); // one of the whole machine
        assertThrows(IOException.class, () -> Files.writeString(setting, "0"));
    }
}
// endregion
