package org.junitisolated.internal.wire;

import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.ClasspathResourceSource;
import org.junit.platform.engine.support.descriptor.CompositeTestSource;
import org.junit.platform.engine.support.descriptor.DirectorySource;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.descriptor.PackageSource;
import org.junit.platform.engine.support.descriptor.UriSource;

/** Each message and command at least once, as bytes; the first byte tells in which pieces the others arrive. */
public final class FrameSeeds {

    private static final String TEST = "[engine:junit-jupiter]/[class:A]/[method:b()]";
    private static final String DYNAMIC = TEST + "/[dynamic-test:#1]";

    private FrameSeeds() {}

    /** Returns the seeds. */
    public static Stream<byte[]> all() {
        return Stream.concat(
                Stream.concat(messages(), sources().map(FrameSeeds::registered))
                        .map(message -> bytes(message.toFrame(1).asAwaited())),
                commands().map(command -> bytes(command.toFrame(1))));
    }

    private static byte[] bytes(Frame frame) {
        ByteBuffer encoded = frame.encode();
        byte[] bytes = new byte[1 + encoded.remaining()];
        encoded.get(bytes, 1, bytes.length - 1);
        return bytes;
    }

    private static Stream<Message> messages() {
        byte[] throwable = {0, 0, 0, 1};
        return Stream.of(
                new Message.Ready(Frame.PROTOCOL_VERSION, 4711),
                new Message.Begun(),
                new Message.Started(TEST),
                new Message.Skipped(TEST, "a reason"),
                new Message.ReportEntry(TEST, Map.of("key", "value", "other", "")),
                new Message.FileEntry(TEST, "/tmp/file", "text/plain"),
                new Message.FileEntry(TEST, "/tmp/directory", null),
                new Message.Finished(TEST, Message.Outcome.SUCCESSFUL, null),
                new Message.Finished(TEST, Message.Outcome.FAILED, throwable),
                new Message.Printed(true, throwable),
                new Message.Leaving("\"main\"\n    at A.b(A.java:1)\n"),
                new Message.Stacks("\"main\"\n"),
                new Message.Leaks(List.of(Leak.of(Leak.Kind.SOCKETS, "1 socket", List.of("TCP *:80")))),
                new Message.Done(null),
                new Message.Done(throwable));
    }

    private static Message registered(TestSource source) {
        return new Message.Registered(DYNAMIC, TEST, "a name", "b()[1]", false, true, Set.of("fast", "slow"), source);
    }

    private static Stream<TestSource> sources() {
        TestSource file = FileSource.from(new File("/a/file"), FilePosition.from(2, 3));
        return Stream.of(
                ClassSource.from("A"),
                ClassSource.from("A", FilePosition.from(1)),
                MethodSource.from("A", "b"),
                MethodSource.from("A", "b", "int"),
                PackageSource.from("a"),
                file,
                DirectorySource.from(new File("/a")),
                ClasspathResourceSource.from("a/b"),
                UriSource.from(URI.create("http://a/b?c")),
                CompositeTestSource.from(
                        Arrays.asList(file, CompositeTestSource.from(List.of(ClassSource.from("A"))))));
    }

    private static Stream<Command> commands() {
        return Stream.of(
                new Command.Run(
                        TEST,
                        List.of(TEST),
                        Map.of("key", "value"),
                        List.of(new PublishedPort("TCP", 80, 8080)),
                        new LeakSearch(true, List.of("/tmp"))),
                new Command.Prepare(List.of(TEST), Map.of("key", "value")),
                new Command.DumpStacks(),
                new Command.Seen(),
                new Command.End());
    }
}
