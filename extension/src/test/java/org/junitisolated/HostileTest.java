package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.Message;
import org.junitisolated.kit.Results;

/** Test code that means harm: what it cannot do, and that the tests after it are none the worse. */
class HostileTest {

    /** Opens a descriptor by its number, which takes what no test can do without an option for its JVM. */
    private static OutputStream opened(int number) throws Exception {
        FileDescriptor descriptor = new FileDescriptor();
        Field field = FileDescriptor.class.getDeclaredField("fd");
        field.setAccessible(true);
        field.setInt(descriptor, number);
        return new FileOutputStream(descriptor);
    }

    private static List<Path> descriptors() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            entries.forEach(found::add);
        }
        return found;
    }

    /** One of the sockets is the control connection; the JDK has another, to nowhere. */
    private static void writeToSockets(byte[] bytes) throws Exception {
        for (Path descriptor : descriptors()) {
            if (isSocket(descriptor)) {
                write(bytes, descriptor);
            }
        }
    }

    private static void write(byte[] bytes, Path descriptor) throws Exception {
        OutputStream out = opened(Integer.parseInt(descriptor.getFileName().toString()));
        try {
            out.write(bytes);
        } catch (IOException e) {
            // It is for reading only, or leads nowhere.
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // It was the one for looking at the others.
        }
    }

    static class WritesGarbage {

        @Test
        @Isolated(jvmArgs = "--add-opens=java.base/java.io=ALL-UNNAMED")
        void toEveryDescriptor() throws Exception {
            byte[] garbage = new byte[10_000];
            new Random(1).nextBytes(garbage);
            for (Path descriptor : descriptors()) {
                write(garbage, descriptor);
            }
            Thread.sleep(20_000);
        }

        @Test
        @Isolated
        void survives() {}
    }

    @Test
    void whatIsNoMessageEndsTheChild() {
        Results results = run(WritesGarbage.class);

        assertThat(results.failure("toEveryDescriptor()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("what is no message of ours");
        assertThat(results.outcome("survives()")).isEqualTo("SUCCESSFUL");
    }

    /** Sends, as the first run of its plan, what it has no business to. */
    static class Forges {

        private static final String CASE = "hostile.case";
        private static final String CLASS = "[engine:junit-jupiter]/[class:" + Forges.class.getName() + "]";
        private static final String ITSELF = CLASS + "/[method:forges()]";

        private static Message message(String name) {
            return switch (name) {
                case "of another test" ->
                    new Message.Finished(CLASS + "/[method:fails()]", Message.Outcome.SUCCESSFUL, null);
                case "ready again" -> new Message.Ready(Frame.PROTOCOL_VERSION, 1);
                case "printed" -> new Message.Printed(false, new byte[] {'x'});
                case "no id" -> new Message.Started("x");
                case "blank id" -> new Message.Started("");
                case "blank key" -> new Message.ReportEntry(ITSELF, Map.of("", "value"));
                case "blank name" ->
                    new Message.Registered(ITSELF + "/[x:1]", ITSELF, " ", "", false, true, Set.of(), null);
                case "no tag" ->
                    new Message.Registered(ITSELF + "/[x:1]", ITSELF, "name", "", false, true, Set.of("a b"), null);
                default -> new Message.ReportEntry(ITSELF, Map.of("key", "value"));
            };
        }

        @Test
        @Isolated(jvmArgs = "--add-opens=java.base/java.io=ALL-UNNAMED")
        void forges() throws Exception {
            String name = System.getProperty(CASE);
            long runId = name.equals("ready again") ? Frame.WHOLE_CHILD : name.equals("of another run") ? 2 : 1;
            ByteBuffer frame = message(name).toFrame(runId).encode();
            int times = name.equals("a flood") ? 100 : 1;
            byte[] bytes = new byte[frame.remaining() * times];
            for (int i = 0; i < times; i++) {
                frame.duplicate().get(bytes, i * frame.remaining(), frame.remaining());
            }
            writeToSockets(bytes);
            Thread.sleep(20_000);
        }

        @Test
        @Isolated
        void fails() {
            throw new IllegalStateException("its own failure");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "of another test, of which nothing was known here",
        "a flood, before those before it had been seen",
        "of another run, out of place",
        "ready again, out of place",
        "printed, out of place",
        "no id, is no unique id",
        "blank id, is no unique id",
        "blank key, a blank key of a report entry",
        "blank name, a blank name",
        "no tag, is no tag",
    })
    void whatAChildHasNoBusinessToSendEndsIt(String name, String refusal) {
        System.setProperty(Forges.CASE, name);
        try {
            Results results = run(Forges.class);

            assertThat(results.failure("forges()"))
                    .isInstanceOf(IsolationException.class)
                    .hasMessageContaining(refusal);
            assertThat(results.failure("fails()")).hasMessageContaining("its own failure");
        } finally {
            System.clearProperty(Forges.CASE);
        }
    }

    @Isolated(net = true, jvm = Isolated.Jvm.SHARED, jvmArgs = "--add-opens=java.base/java.io=ALL-UNNAMED")
    static class FloodsFromASharedChild {

        @Test
        void floods() throws Exception {
            String itself =
                    "[engine:junit-jupiter]/[class:" + FloodsFromASharedChild.class.getName() + "]/[method:floods()]";
            ByteBuffer frame = new Message.ReportEntry(itself, Map.of("key", "value"))
                    .toFrame(1)
                    .encode();
            byte[] bytes = new byte[frame.remaining() * 100];
            for (int i = 0; i < bytes.length; i += frame.limit()) {
                frame.duplicate().get(bytes, i, frame.limit());
            }
            writeToSockets(bytes);
            Thread.sleep(20_000);
        }
    }

    @Test
    void aSharedChildThatDoesNotWaitEnds() {
        assertThat(run(FloodsFromASharedChild.class).failure("floods()"))
                .isInstanceOf(IsolationException.class)
                .hasMessageContaining("before those before it had been seen");
    }

    static class LooksAround {

        private static final String VICTIM = System.getProperty("hostile.victim", "1");

        @Test
        @Hermetic
        void seesNoProcessOfTheHost() throws Exception {
            assertThat(ProcessHandle.allProcesses().map(ProcessHandle::pid)).allMatch(pid -> pid < 100);
            assertThat(new ProcessBuilder("kill", "-9", VICTIM).start().waitFor())
                    .isNotZero();
            assertThat(Path.of("/proc", VICTIM)).doesNotExist();
        }

        @Test
        @Hermetic
        void cannotKillTheLaunchersProcess() throws Exception {
            new ProcessBuilder("kill", "-9", "1").start().waitFor(5, TimeUnit.SECONDS);
            assertThat(ProcessHandle.of(1)).isPresent();
        }

        @Test
        @Isolated
        void hasNoDescriptorOfTheParents() throws IOException {
            for (Path descriptor : descriptors()) {
                String target = Files.exists(descriptor)
                        ? Files.readSymbolicLink(descriptor).toString()
                        : "";
                assertThat(target).doesNotContain("hostile-secret");
            }
        }

        @Test
        @Isolated
        void readsNoCommandOfTheParents() throws Exception {
            assertThat(System.in.read()).isEqualTo(-1);
            Process reader = new ProcessBuilder("head", "-c", "1")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectErrorStream(true)
                    .start();
            assertThat(reader.getInputStream().readAllBytes()).isEmpty();
            assertThat(reader.waitFor()).isZero();
        }
    }

    @Test
    void theParentIsOutOfReach(@TempDir Path directory) throws Exception {
        Process victim = new ProcessBuilder("sleep", "4711").start();
        System.setProperty("hostile.victim", "" + victim.pid());
        try (RandomAccessFile secret =
                        new RandomAccessFile(directory.resolve("hostile-secret").toFile(), "rw");
                ServerSocket server = new ServerSocket(0)) {
            Results results = fixtures().of(LooksAround.class);

            assertThat(results.failures()).isEmpty();
            assertThat(results.tests("SUCCESSFUL")).isEqualTo(4);
            assertThat(victim.isAlive()).isTrue();
            assertThat(secret.getFilePointer() + server.getLocalPort()).isPositive();
        } finally {
            System.clearProperty("hostile.victim");
            victim.destroyForcibly();
        }
    }
}
