package org.junitisolated.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junitisolated.internal.wire.Bytes.hex;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parent tells the child. */
class CommandTest {

    static Stream<Command> commands() {
        return Stream.of(
                new Command.Run(
                        "[engine:junit-jupiter]/[class:A]/[method:a()]",
                        List.of("[engine:junit-jupiter]/[class:A]", "b"),
                        Map.of("k", "v"),
                        List.of(new PublishedPort("TCP", 80, 40000), new PublishedPort("UDP", 53, 53)),
                        new LeakSearch(true, List.of("/tmp", "/dev/shm"))),
                new Command.Run("", List.of(), Map.of(), List.of(), LeakSearch.NONE),
                new Command.DumpStacks(),
                new Command.Seen(),
                new Command.Prepare(List.of("a", "b"), Map.of("k", "v")),
                new Command.End());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void arrivesAsItWasSent(Command command) throws Exception {
        Frame frame = command.toFrame(5);

        assertThat(frame.runId()).isEqualTo(5);
        assertThat(Command.from(frame)).isEqualTo(command);
    }

    @Test
    void aRunIsItsUnitItsIdsItsConfigurationItsPortsAndWhatToLookFor() throws Exception {
        Command.Run run = new Command.Run(
                "u",
                List.of("a"),
                Map.of("k", "v"),
                List.of(new PublishedPort("U", 1, 65535)),
                new LeakSearch(true, List.of("d")));
        byte[] body = hex("00 00 00 01 00 75  00 00 00 01  00 00 00 01 00 61"
                + "00 00 00 01  00 00 00 01 00 6B  00 00 00 01 00 76"
                + "00 00 00 01  00 00 00 01 00 55  00 00 00 01  00 00 FF FF"
                + "01  00 00 00 01  00 00 00 01 00 64");

        assertThat(run.toFrame(1).type()).isEqualTo((byte) 1);
        assertThat(run.toFrame(1).body()).isEqualTo(body);
        assertThat(Command.from(new Frame((byte) 1, 1, body))).isEqualTo(run);
    }

    @Test
    void whatComesNextIsItsIdsAndItsConfiguration() throws Exception {
        Command.Prepare next = new Command.Prepare(List.of("a"), Map.of("k", "v"));
        byte[] body = hex("00 00 00 01  00 00 00 01 00 61  00 00 00 01  00 00 00 01 00 6B  00 00 00 01 00 76");

        assertThat(next.toFrame(1).body()).isEqualTo(body);
        assertThat(Command.from(new Frame((byte) 5, 0, body))).isEqualTo(next);
    }

    @Test
    void theOthersAreTheirTypeAlone() throws Exception {
        assertThat(Bytes.of(new Command.DumpStacks().toFrame(1).encode()))
                .isEqualTo(hex("00 00 00 0A  02  00  00 00 00 00 00 00 00 01"));
        assertThat(Command.from(new Frame((byte) 2, 1, new byte[0]))).isEqualTo(new Command.DumpStacks());
        assertThat(Command.from(new Frame((byte) 3, 1, new byte[0]))).isEqualTo(new Command.Seen());
        assertThat(Command.from(new Frame((byte) 4, 0, new byte[0]))).isEqualTo(new Command.End());
    }

    @ParameterizedTest
    @ValueSource(bytes = {Byte.MIN_VALUE, -1, 0, 6, 16, Byte.MAX_VALUE})
    void anUnknownTypeIsAFault(byte type) {
        assertThatThrownBy(() -> Command.from(new Frame(type, 1, new byte[0])))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("type " + type);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aByteTooManyIsAFault(Command command) {
        Frame frame = command.toFrame(1);
        byte[] longer = Arrays.copyOf(frame.body(), frame.body().length + 1);

        assertThatThrownBy(() -> Command.from(new Frame(frame.type(), 1, longer)))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("1 bytes too many");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aBodyThatEndsTooEarlyIsAFaultWhereverItEnds(Command command) {
        Frame frame = command.toFrame(1);
        for (int length = 0; length < frame.body().length; length++) {
            byte[] shorter = Arrays.copyOf(frame.body(), length);
            assertThatThrownBy(() -> Command.from(new Frame(frame.type(), 1, shorter)))
                    .isInstanceOf(MalformedFrameException.class);
        }
    }
}
