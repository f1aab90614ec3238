package org.junitisolated.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junitisolated.internal.wire.Bytes.hex;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junitisolated.internal.wire.Message.Outcome;

/** What the child tells the parent. */
class MessageTest {

    static Stream<Message> messages() {
        return Stream.of(
                new Message.Ready(1, 4_000_000_000L),
                new Message.Started("[engine:junit-jupiter]/[class:A]"),
                new Message.Skipped("id", "not today \uD83D\uDE00 \uD800"),
                new Message.Registered(
                        "id", "parent", "name", "legacy", true, false, Set.of("slow"), ClassSource.from("A")),
                new Message.Registered("id", "parent", "", "", false, true, Set.of(), null),
                new Message.ReportEntry("id", Map.of("key", "value")),
                new Message.ReportEntry("id", Map.of()),
                new Message.FileEntry("id", "/tmp/a file", "text/plain"),
                new Message.FileEntry("id", "/tmp/directory", null),
                new Message.Finished("id", Outcome.SUCCESSFUL, null),
                new Message.Finished("id", Outcome.ABORTED, hex("01 02")),
                new Message.Finished("id", Outcome.FAILED, new byte[0]),
                new Message.Begun(),
                new Message.Leaving("\"main\"\n    at Here\n"),
                new Message.Stacks(""),
                new Message.Printed(true, hex("C3")),
                new Message.Printed(false, hex("41")),
                new Message.Leaks(List.of()),
                new Message.Leaks(List.of(
                        new Leak(Leak.Kind.PROCESSES, "1 process", List.of("17 sleep 600")),
                        new Leak(Leak.Kind.FILES, "", List.of()))),
                new Message.Done(null),
                new Message.Done(hex("00")));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void arrivesAsItWasSent(Message message) throws Exception {
        Frame frame = message.toFrame(5);

        assertThat(frame.runId()).isEqualTo(5);
        assertThat(Message.from(frame))
                .hasSameClassAs(message)
                .usingRecursiveComparison()
                .isEqualTo(message);
    }

    static Stream<Object[]> bodiesByHand() {
        return Stream.of(new Object[][] {
            {new Message.Ready(1, 2), 16, "00 00 00 01  00 00 00 00 00 00 00 02"},
            {new Message.Begun(), 26, ""},
            {new Message.Started("a"), 17, "00 00 00 01 00 61"},
            {new Message.Skipped("a", "b"), 18, "00 00 00 01 00 61  00 00 00 01 00 62"},
            {
                new Message.Registered("a", "b", "c", "d", true, false, Set.of("t"), null),
                19,
                "00 00 00 01 00 61  00 00 00 01 00 62  00 00 00 01 00 63  00 00 00 01 00 64"
                        + "01  00  00 00 00 01  00 00 00 01 00 74  00"
            },
            {
                new Message.ReportEntry("a", Map.of("k", "v")),
                20,
                "00 00 00 01 00 61  00 00 00 01  00 00 00 01 00 6B  00 00 00 01 00 76"
            },
            {new Message.FileEntry("a", "p", "t"), 21, "00 00 00 01 00 61  00 00 00 01 00 70  01  00 00 00 01 00 74"},
            {
                new Message.Finished("a", Outcome.FAILED, hex("EE")),
                22,
                "00 00 00 01 00 61  00 00 00 06 00 46 00 41 00 49 00 4C 00 45 00 44  01 00 00 00 01 EE"
            },
            {new Message.Leaving("a"), 23, "00 00 00 01 00 61"},
            {new Message.Stacks("a"), 24, "00 00 00 01 00 61"},
            {
                new Message.Leaks(List.of(new Leak(Leak.Kind.FILES, "s", List.of("f")))),
                27,
                "00 00 00 01  00 00 00 05 00 46 00 49 00 4C 00 45 00 53"
                        + "00 00 00 01 00 73  00 00 00 01  00 00 00 01 00 66"
            },
            {new Message.Printed(true, hex("41")), 28, "01  00 00 00 01 41"},
            {new Message.Done(null), 25, "00"},
            {new Message.Done(hex("EE")), 25, "01  00 00 00 01 EE"},
        });
    }

    @ParameterizedTest
    @MethodSource("bodiesByHand")
    void isLaidOutAsWrittenHere(Message message, int type, String digits) throws Exception {
        assertThat(message.toFrame(1).type()).isEqualTo((byte) type);
        assertThat(message.toFrame(1).body()).isEqualTo(hex(digits));
        assertThat(Message.from(new Frame((byte) type, 1, hex(digits))))
                .hasSameClassAs(message)
                .usingRecursiveComparison()
                .isEqualTo(message);
    }

    @Test
    void reportEntriesAndTagsKeepTheirOrder() throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        List.of("z", "y", "a").forEach(key -> values.put(key, key));
        Set<String> tags = new LinkedHashSet<>(List.of("z", "y", "a"));

        Message.ReportEntry entry =
                (Message.ReportEntry) Message.from(new Message.ReportEntry("id", values).toFrame(1));
        Message.Registered registered = (Message.Registered) Message.from(
                new Message.Registered("id", "parent", "name", "legacy", true, true, tags, null).toFrame(1));

        assertThat(entry.values().keySet()).containsExactly("z", "y", "a");
        assertThat(registered.tags()).containsExactly("z", "y", "a");
    }

    @ParameterizedTest
    @ValueSource(bytes = {Byte.MIN_VALUE, -1, 0, 1, 15, 29, Byte.MAX_VALUE})
    void anUnknownTypeIsAFault(byte type) {
        assertThatThrownBy(() -> Message.from(new Frame(type, 1, new byte[0])))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("type " + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "failed", "FAILED ", "SKIPPED"})
    void anUnknownOutcomeIsAFault(String outcome) {
        byte[] body = new BodyWriter()
                .writeString("id")
                .writeString(outcome)
                .writeBoolean(false)
                .toByteArray();

        assertThatThrownBy(() -> Message.from(new Frame(MessageCodec.FINISHED, 1, body)))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("outcome");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "files", "FILES ", "MEMORY"})
    void anUnknownKindOfLeakIsAFault(String kind) {
        byte[] body = new BodyWriter()
                .writeInt(1)
                .writeString(kind)
                .writeString("summary")
                .writeInt(0)
                .toByteArray();

        assertThatThrownBy(() -> Message.from(new Frame(MessageCodec.LEAKS, 1, body)))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("kind of leak");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aByteTooManyIsAFault(Message message) {
        Frame frame = message.toFrame(1);
        byte[] longer = Arrays.copyOf(frame.body(), frame.body().length + 1);

        assertThatThrownBy(() -> Message.from(new Frame(frame.type(), 1, longer)))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("1 bytes too many");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aBodyThatEndsTooEarlyIsAFaultWhereverItEnds(Message message) {
        Frame frame = message.toFrame(1);
        for (int length = 0; length < frame.body().length; length++) {
            byte[] shorter = Arrays.copyOf(frame.body(), length);
            assertThatThrownBy(() -> Message.from(new Frame(frame.type(), 1, shorter)))
                    .isInstanceOf(MalformedFrameException.class);
        }
    }
}
