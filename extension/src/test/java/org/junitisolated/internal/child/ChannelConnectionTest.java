package org.junitisolated.internal.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.FrameChannel;

/** What a child without our library has to its parent, over a real socket pair. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChannelConnectionTest {

    private FrameChannel child;
    private FrameChannel parent;

    @BeforeEach
    void connect(@TempDir Path directory) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            child = new FrameChannel(ChannelConnection.over(SocketChannel.open(address)));
            parent = new FrameChannel(server.accept());
        }
    }

    @AfterEach
    void disconnect() throws IOException {
        child.close();
        parent.close();
    }

    @Test
    void whoEndsReadingFreesAThreadThatWaitsAndCanStillWrite() throws Exception {
        FutureTask<Frame> reading = new FutureTask<>(child::read);
        Thread reader = new Thread(reading);
        reader.start();
        child.endReading();

        assertThat(reading.get()).isNull();
        child.write(frame(10));
        assertThat(parent.read()).usingRecursiveComparison().isEqualTo(frame(10));
    }

    @Test
    void aThreadThatIsInterruptedWritesAndStaysInterrupted() throws Exception {
        FutureTask<Boolean> writing = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            child.write(frame(1 << 20));
            child.write(frame(10));
            return Thread.currentThread().isInterrupted();
        });
        new Thread(writing).start();

        assertThat(parent.read()).usingRecursiveComparison().isEqualTo(frame(1 << 20));
        assertThat(parent.read()).usingRecursiveComparison().isEqualTo(frame(10));
        assertThat(writing.get()).isTrue();
    }

    private static Frame frame(int length) {
        byte[] body = ByteBuffer.allocate(length).putInt(length).array();
        return new Frame((byte) 1, 1, body);
    }
}
