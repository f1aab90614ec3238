package org.junitisolated.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.Isolated;
import org.junitisolated.Isolation;
import org.junitisolated.PublishPort;

/**
 * The kernel is an apartment house, and a namespace a room in it: with windows that show another view, walls that one
 * chooses, and doors that one asks for. The guide begins with these tests.
 */
class RoomsTest {

    // region addresses
    @Test
    @Isolated(net = true)
    void theWindowsShowANetworkOfItsOwn() throws IOException {
        assertThat(NetworkInterface.networkInterfaces().map(NetworkInterface::getName))
                .containsExactly("lo");
    }
    // endregion

    // region tools
    @ParameterizedTest
    @ValueSource(strings = {"ip -oneline link", "ip -oneline address", "ifconfig -a -s | tail -n +2"})
    @Isolated(net = true)
    void theToolsOfTheMachineSeeTheSame(String command) throws Exception {
        List<String> lines = Shell.linesOf(command);

        assertThat(lines).isNotEmpty().allMatch(line -> line.matches("(\\d+: )?lo\\b.*"));
    }
    // endregion

    // region processes
    @Test
    @Isolated(pid = true)
    void nobodyElseIsIn() {
        assertThat(ProcessHandle.allProcesses()).hasSize(2); // the launcher, which is process 1, and this JVM
    }
    // endregion

    // region nameplate
    @Test
    @Isolated(uts = true, hostname = "room-101")
    void theDoorHasANamePlateOfItsOwn() throws Exception {
        assertThat(Shell.linesOf("uname -n")).containsExactly("room-101");
    }
    // endregion

    // region shared
    /** Without that wall everybody is in the same hall: the file that the host has put there can be read. */
    @Isolated
    static class WithoutTheWall {

        @Test
        void findsTheNote() {
            assertThat(Path.of(System.getProperty("note"))).hasContent("from the host");
        }
    }

    /** With the wall there is no such file, and whatever is put there goes with the room. */
    @Isolated(mount = true)
    static class BehindTheWall {

        @Test
        void findsNothing() throws IOException {
            Path note = Path.of(System.getProperty("note"));
            assertThat(note).doesNotExist();
            Files.writeString(note, "from the room");
        }
    }
    // endregion

    @Test
    void aWallIsWhereOneWasAskedFor() throws IOException {
        Path note = Files.createTempFile(Path.of("/tmp"), "note", "");
        try {
            Files.writeString(note, "from the host");

            SampleResults results =
                    SampleRunner.isolated().tell("note", note).run(WithoutTheWall.class, BehindTheWall.class);

            assertThat(results.tests("SUCCESSFUL")).as("%s", results.all()).hasSize(2);
            assertThat(note).hasContent("from the host");
        } finally {
            Files.delete(note);
        }
    }

    // region door
    @Isolated(net = true)
    @PublishPort(8080)
    static class HasADoor {

        @Test
        void opensForAGuest(Isolation isolation) throws IOException {
            try (ServerSocket server = new ServerSocket(8080)) {
                HostSide.tell(isolation.hostPort(8080)); // the number on the outside of the door
                try (Socket guest = server.accept()) {
                    guest.getOutputStream().write("come in".getBytes(UTF_8));
                }
            }
        }
    }
    // endregion

    @Test
    void aGuestFromTheHostComesIn(@TempDir Path directory) throws Exception {
        HostSide host = new HostSide(directory);

        SampleResults results = host.run(HasADoor.class);

        assertThat(results.tests("SUCCESSFUL")).as("%s", results.all()).hasSize(1);
        assertThat(host.received()).isEqualTo("come in");
    }
}
