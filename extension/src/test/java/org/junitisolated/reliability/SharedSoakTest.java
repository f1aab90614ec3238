package org.junitisolated.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junitisolated.Isolated;
import org.junitisolated.Isolated.Jvm;
import org.junitisolated.Isolated.Scope;
import org.junitisolated.kit.Results;

/** After many tests in one JVM there is no more of anything in it than after the first hundred. */
@Tag("slow")
class SharedSoakTest {

    private static final String TESTS = "shared.soak.tests";
    private static final int DEFAULT_TESTS = 300;
    private static final int FIRST = 100;
    private static final int HEAP_TOLERANCE_MEBIBYTES = 4;

    private static final Pattern STATE = Pattern.compile("after (\\d+) tests: (.*), heap (\\d+) MiB");

    @Isolated(net = true, mount = true, jvm = Jvm.SHARED, scope = Scope.INVOCATION)
    static class Many {

        static Stream<Integer> numbers() {
            return IntStream.rangeClosed(1, Integer.getInteger(TESTS, DEFAULT_TESTS))
                    .boxed();
        }

        @ParameterizedTest
        @MethodSource("numbers")
        void talks(int number) throws Exception {
            try (ServerSocket server = new ServerSocket(8080);
                    Socket client = new Socket(InetAddress.getLoopbackAddress(), 8080);
                    Socket accepted = server.accept()) {
                client.getOutputStream().write(number);
                assertThat(accepted.getInputStream().read()).isEqualTo(number & 0xFF);
            }
            Thread helper = new Thread(() -> {});
            helper.start();
            helper.join();
            Files.createFile(Path.of("/tmp/junit-isolated-soak"));
            if (number == FIRST || number == Integer.getInteger(TESTS, DEFAULT_TESTS)) {
                System.out.println("after " + number + " tests: " + state());
            }
        }

        /** One line. The heap comes last, as it may differ. */
        private static String state() throws IOException, InterruptedException {
            System.gc();
            Thread.sleep(500);
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return "threads " + threads()
                    + ", descriptors " + entries("/proc/self/fd")
                    + ", mounts "
                    + Files.readAllLines(Path.of("/proc/thread-self/mountinfo")).size()
                    + ", networks " + networks()
                    + ", heap " + ((runtime.totalMemory() - runtime.freeMemory()) >> 20) + " MiB";
        }

        /** The JVM has as many compiling threads as it has work for them. */
        private static long threads() throws IOException {
            try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
                return threads.filter(thread -> !name(thread).contains("Compiler"))
                        .count();
            }
        }

        private static String name(Path thread) {
            try {
                return Files.readString(thread.resolve("comm"));
            } catch (IOException e) {
                return "Compiler that has ended";
            }
        }

        private static int entries(String directory) {
            return Path.of(directory).toFile().list().length;
        }

        private static long networks() throws IOException {
            try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
                return threads.map(thread -> thread.resolve("ns/net"))
                        .filter(Files::exists)
                        .map(Many::target)
                        .distinct()
                        .count();
            }
        }

        private static String target(Path link) {
            try {
                return Files.readSymbolicLink(link).toString();
            } catch (IOException e) {
                return "of a thread that has ended";
            }
        }
    }

    @Test
    void nothingGrows() {
        int tests = Integer.getInteger(TESTS, DEFAULT_TESTS);

        Results results = run(Many.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(tests);
        MatchResult[] states = STATE.matcher(results.out()).results().toArray(MatchResult[]::new);
        System.out.println(states[0].group() + "\n" + states[1].group());
        assertThat(states[1].group(2)).isEqualTo(states[0].group(2));
        assertThat(Integer.parseInt(states[1].group(3)))
                .isLessThanOrEqualTo(Integer.parseInt(states[0].group(3)) + HEAP_TOLERANCE_MEBIBYTES);
    }
}
