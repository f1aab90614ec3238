package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junitisolated.kit.FloodMain;

/**
 * However much a test prints, publishes or says, its parent needs no more memory for it, and reports its true result. With
 * {@code -Dfloods.output=3072} (MiB) and {@code -Dfloods.events=1000000} it is a greater flood.
 */
@Timeout(3600)
@Tag("slow")
class FloodsTest {

    private static final String OUTPUT = "floods.output";
    private static final String EVENTS = "floods.events";
    private static final int MEBIBYTES = Integer.getInteger(OUTPUT, 200);
    private static final int NUMBER_OF_EVENTS = Integer.getInteger(EVENTS, 10_000);
    private static final int TEXT = 100 << 20;

    /** What a test needs to make its giants; the parent has a fraction of it. */
    private static final String MUCH_MEMORY = "-Xmx1g";

    private static Map<String, String> flood(Class<?> fixture) throws Exception {
        return flood(fixture, "-Xmx64m");
    }

    /** A parent that runs out of memory says nothing, and so fails the test. */
    private static Map<String, String> flood(Class<?> fixture, String heap) throws Exception {
        return FloodMain.run(
                List.of(
                        heap,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-D" + OUTPUT + "=" + MEBIBYTES,
                        "-D" + EVENTS + "=" + NUMBER_OF_EVENTS),
                fixture);
    }

    @Isolated
    static class Prints {

        private static final int SHARE = MEBIBYTES / 5;

        private static void print(OutputStream target, byte[] mebibyte, int times) throws IOException {
            for (int i = 0; i < times; i++) {
                target.write(mebibyte);
            }
            target.flush();
        }

        private static byte[] mebibyte(char filling) {
            byte[] bytes = new byte[1 << 20];
            Arrays.fill(bytes, (byte) filling);
            return bytes;
        }

        @Test
        void lines() throws IOException {
            byte[] lines = ("x".repeat(63) + "\n").repeat(1 << 14).getBytes(StandardCharsets.US_ASCII);
            print(System.out, lines, SHARE);
        }

        @Test
        void noLineEnd() throws IOException {
            print(System.out, mebibyte('x'), SHARE);
        }

        /** Each byte becomes the replacement character, which has three. */
        @Test
        void noText() throws IOException {
            print(new FileOutputStream(FileDescriptor.out), mebibyte('\u00FF'), SHARE);
        }

        @Test
        void subprocess() throws Exception {
            Process process = new ProcessBuilder("head", "-c", SHARE + "M", "/dev/zero")
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).isZero();
        }

        @Test
        void severalThreads() throws Exception {
            AtomicInteger left = new AtomicInteger(SHARE);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                threads.add(new Thread(() -> {
                    while (left.getAndDecrement() > 0) {
                        System.out.print("x".repeat(1 << 20));
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread each : threads) {
                each.join();
            }
        }
    }

    @Test
    void outputIsPassedOnAndNotKept() throws Exception {
        Map<String, String> facts = flood(Prints.class);

        assertThat(facts).containsEntry("SUCCESSFUL", "5").doesNotContainKey("FAILED");
        assertThat(facts).containsEntry("out", Long.toString((7L * Prints.SHARE) << 20));
    }

    @Isolated
    static class Publishes {
        @Test
        void entries(TestReporter reporter) {
            IntStream.range(0, NUMBER_OF_EVENTS).forEach(i -> reporter.publishEntry("key", "value " + i));
        }
    }

    @Test
    void allEntriesArePublished() throws Exception {
        assertThat(flood(Publishes.class))
                .containsEntry("SUCCESSFUL", "1")
                .containsEntry("entries", Integer.toString(NUMBER_OF_EVENTS));
    }

    @Isolated
    static class ManyTests {
        @TestFactory
        Stream<DynamicTest> tests() {
            return IntStream.range(0, NUMBER_OF_EVENTS)
                    .mapToObj(i -> DynamicTest.dynamicTest(
                            "test " + i, () -> assertThat(i % 10).isNotZero()));
        }
    }

    /** JUnit itself keeps each test: more of them need more memory, isolated or not. */
    @Test
    void allTestsAreReported() throws Exception {
        int failing = NUMBER_OF_EVENTS / 10;

        assertThat(flood(ManyTests.class, NUMBER_OF_EVENTS > 20_000 ? "-Xmx4g" : "-Xmx64m"))
                .containsEntry("SUCCESSFUL", Integer.toString(NUMBER_OF_EVENTS - failing))
                .containsEntry("FAILED", Integer.toString(failing));
    }

    @Isolated(jvmArgs = MUCH_MEMORY)
    static class LongMessage {
        @Test
        void fails() {
            throw new IllegalStateException("x".repeat(TEXT));
        }
    }

    @Test
    void aLongMessageIsCutAndSaysSo() throws Exception {
        Map<String, String> facts = flood(LongMessage.class);

        assertThat(facts).containsEntry("failure", "java.lang.IllegalStateException");
        assertThat(facts.get("message"))
                .endsWith("x... [junit-isolated: cut after 1,048,576 of 104,857,600 characters]");
    }

    @Isolated(jvmArgs = MUCH_MEMORY)
    static class ManyThrowables {
        @Test
        void fails() {
            RuntimeException last = new RuntimeException("the first cause");
            for (int i = 0; i < 50_000; i++) {
                last = new RuntimeException("level " + i, last);
                last.addSuppressed(new IOException("suppressed at " + i));
            }
            throw last;
        }
    }

    @Test
    void aGreatGraphOfThrowablesIsCutAndSaysSo() throws Exception {
        Map<String, String> facts = flood(ManyThrowables.class, "-Xmx128m");

        assertThat(facts)
                .containsEntry("failure", "java.lang.RuntimeException")
                .containsEntry("message", "level 49999");
        assertThat(Integer.parseInt(facts.get("throwables"))).isBetween(1_000, 4_000);
        assertThat(facts.get("left.out")).contains("too much to tell: cause (1)", "too much to tell: suppressed (1)");
    }

    @Isolated(jvmArgs = MUCH_MEMORY)
    static class LongName {
        @TestFactory
        DynamicTest tests() {
            return DynamicTest.dynamicTest("x".repeat(TEXT), () -> {});
        }
    }

    @Test
    void aLongNameIsCutAndSaysSo() throws Exception {
        Map<String, String> facts = flood(LongName.class);

        assertThat(facts).containsEntry("SUCCESSFUL", "1").doesNotContainKey("failure");
        assertThat(facts.get("name")).endsWith("x... [junit-isolated: cut after 65,536 of 104,857,600 characters]");
    }

    @Isolated(jvmArgs = MUCH_MEMORY)
    static class LongEntry {
        @Test
        void publishes(TestReporter reporter) {
            reporter.publishEntry("key", "x".repeat(TEXT));
        }
    }

    @Test
    void aLongEntryIsCutAndSaysSo() throws Exception {
        Map<String, String> facts = flood(LongEntry.class);

        assertThat(facts).containsEntry("SUCCESSFUL", "1").doesNotContainKey("failure");
        assertThat(facts.get("entry")).endsWith("x... [junit-isolated: cut after 1,048,576 of 104,857,600 characters]");
    }

    @Isolated
    static class DeepExit {

        private static void exit(int depth) {
            if (depth > 0) {
                exit(depth - 1);
            } else {
                System.exit(1);
            }
        }

        @Test
        void leaves() throws InterruptedException {
            Thread thread = new Thread(null, () -> exit(50_000), "x".repeat(TEXT / 10), 256 << 20);
            thread.start();
            thread.join();
        }
    }

    @Test
    void theStackOfAnExitIsCutAndSaysSo() throws Exception {
        Map<String, String> facts = flood(DeepExit.class);

        assertThat(facts).containsEntry("failure", IsolationException.class.getName());
        assertThat(facts.get("message")).contains("more frames left out");
        assertThat(Integer.parseInt(facts.get("message.length"))).isLessThan(1 << 20);
    }
}
