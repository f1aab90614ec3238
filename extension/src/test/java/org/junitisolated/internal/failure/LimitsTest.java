package org.junitisolated.internal.failure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.internal.failure.Crossing.cross;
import static org.junitisolated.internal.failure.Crossing.print;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;

/** However large a throwable is, it crosses, and says what was left out. */
class LimitsTest {

    private static final int FRAME_LIMIT = 30 << 20;

    @Test
    void deepChains() {
        Throwable rebuilt = cross(chain(100_000, ""));

        assertThat(print(rebuilt))
                .contains("level 99999")
                .contains("level 99000")
                .doesNotContain("level 98999")
                .contains("[junit-isolated: left out, too much to tell: cause (1)]");
    }

    @Test
    void wideOnes() {
        Exception original = new Exception("wide", new Exception("cause", new Exception("cause of the cause")));
        for (int i = 0; i < 100_000; i++) {
            original.addSuppressed(bare("suppressed " + i));
        }

        Throwable rebuilt = cross(original);

        assertThat(rebuilt.getSuppressed()).hasSize(Limits.NODES - 3 + 1);
        assertThat(rebuilt.getSuppressed()[0]).hasMessage("suppressed 0");
        assertThat(rebuilt.getSuppressed()[Limits.NODES - 3])
                .hasToString("[junit-isolated: left out, too much to tell: suppressed (99,003)]");
        assertThat(rebuilt.getCause().getCause()).hasMessage("cause of the cause");
    }

    @Test
    void longTexts() {
        Throwable rebuilt = cross(new Exception("x".repeat(5_000_000)));

        assertThat(rebuilt.getMessage())
                .startsWith("x".repeat(Limits.TEXT))
                .endsWith("x... [junit-isolated: cut after 1,048,576 of 5,000,000 characters]");
        assertThat(rebuilt)
                .isExactlyInstanceOf(Exception.class)
                .hasToString("java.lang.Exception: " + rebuilt.getMessage());
    }

    @Test
    void noPairIsCutInTwo() {
        Throwable rebuilt = cross(new Exception("x" + "\uD83D\uDE00".repeat(1 << 20)));

        assertThat(rebuilt.getMessage()).contains("\uD83D\uDE00... [").contains("cut after 1,048,575 of");
    }

    @Test
    void longTraces() {
        StackTraceElement[] frames = new StackTraceElement[100_000];
        Arrays.fill(frames, new StackTraceElement("Type", "method", "File.java", 1));
        Exception original = new Exception();
        original.setStackTrace(frames);

        Throwable rebuilt = cross(original);

        assertThat(rebuilt.getStackTrace()).hasSize(Limits.FRAMES + 1);
        assertThat(print(rebuilt)).contains("(junit-isolated: 95,904 more frames left out)");
    }

    static Stream<Throwable> giants() {
        return Stream.of(
                chain(60, "x".repeat(2 << 20)),
                chain(3_000, "x".repeat(1_000)),
                framed(chain(2_000, ""), "y".repeat(100_000)),
                framed(chain(2_000, ""), "y"),
                wide(new MultipleFailuresError("heading", chainList(5_000))),
                suppressingEachOther(150),
                assertions(1_500));
    }

    @ParameterizedTest
    @MethodSource("giants")
    void fitIntoAFrame(Throwable giant) {
        byte[] bytes = Crossing.write(ThrowableData.capture(giant));

        assertThat(bytes.length).isBetween(10_000, FRAME_LIMIT);
        assertThat(new String(bytes, ISO_8859_1).replace("\0", "")).contains("junit-isolated: ");
        Throwable rebuilt = ThrowableRebuilder.rebuild(Crossing.read(bytes));
        assertThat(rebuilt).isInstanceOf(giant.getClass());
        assertThat(print(rebuilt)).hasSizeLessThan(200 << 20);
    }

    /** Asked for its message, the first one would have to put together 2 to the power of 60 others. */
    @Test
    @Timeout(60)
    void failuresThatAreToldAgainAndAgain() {
        List<ThrowableNode> nodes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            nodes.add(failures("level " + i, List.of(i + 1, i + 1)));
        }
        nodes.add(failures("last", List.of()));

        Throwable rebuilt = ThrowableRebuilder.rebuild(new ThrowableData(nodes));

        assertThat(rebuilt).isInstanceOf(MultipleFailuresError.class).hasMessage("level 0");
        assertThat(((MultipleFailuresError) rebuilt).getFailures()).hasSize(2);
    }

    private static ThrowableNode failures(String message, List<Integer> failures) {
        String type = MultipleFailuresError.class.getName();
        return new ThrowableNode(
                List.of(type, "java.lang.AssertionError", "java.lang.Error", "java.lang.Throwable"),
                message,
                message,
                type + ": " + message,
                List.of(),
                ThrowableNode.NONE,
                List.of(),
                failures,
                null,
                null);
    }

    private static Exception bare(String message) {
        return bare(message, null);
    }

    private static Exception bare(String message, Throwable cause) {
        Exception exception = new Exception(message, cause);
        exception.setStackTrace(new StackTraceElement[0]);
        return exception;
    }

    private static Throwable chain(int length, String text) {
        Throwable last = null;
        for (int i = 0; i < length; i++) {
            last = bare("level " + i + text, last);
        }
        return last;
    }

    private static List<Throwable> chainList(int length) {
        return Stream.generate(() -> (Throwable) bare("failure")).limit(length).toList();
    }

    private static Throwable framed(Throwable chain, String name) {
        StackTraceElement[] frames = new StackTraceElement[4_096];
        Arrays.fill(frames, new StackTraceElement("Type", name, "File.java", 1));
        for (Throwable each = chain; each != null; each = each.getCause()) {
            each.setStackTrace(frames);
        }
        return chain;
    }

    private static Throwable wide(MultipleFailuresError error) {
        error.getFailures().forEach(error::addSuppressed);
        return error;
    }

    private static Throwable suppressingEachOther(int count) {
        List<Throwable> all = chainList(count);
        for (Throwable one : all) {
            all.stream().filter(other -> other != one).forEach(one::addSuppressed);
        }
        return all.get(0);
    }

    private static Throwable assertions(int count) {
        Throwable last = null;
        for (int i = 0; i < count; i++) {
            last = new AssertionFailedError("m".repeat(10_000), "e".repeat(10_000), "a".repeat(10_000), last);
        }
        return last;
    }
}
