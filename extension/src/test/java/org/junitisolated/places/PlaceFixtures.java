package org.junitisolated.places;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junitisolated.Hermetic;
import org.junitisolated.Isolated;

/** The tests that {@code src/test/places} runs in the places that refuse something. */
class PlaceFixtures {

    static class BareFixture {
        @Test
        @Isolated
        void isolated() {
            leaveTrace();
        }
    }

    static class HermeticFixture {
        @Test
        @Hermetic
        void isolated() {
            leaveTrace();
        }
    }

    static class NetFixture {
        @Test
        @Isolated(net = true)
        void isolated() {
            leaveTrace();
        }
    }

    static class PidFixture {
        @Test
        @Isolated(pid = true)
        void isolated() {
            leaveTrace();
        }
    }

    static class IpcFixture {
        @Test
        @Isolated(ipc = true)
        void isolated() {
            leaveTrace();
        }
    }

    /** The child's output is passed on, and so tells that it ran; a file would be hidden with the directory it is in. */
    private static void leaveTrace() {
        try {
            System.out.println("it ran in "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/net")).getFileName());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
