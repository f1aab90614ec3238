package org.junitisolated.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junitisolated.internal.wire.Bytes.hex;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames over a real socket pair. */
@Timeout(60)
class FrameChannelTest {

    private SocketChannel left;
    private SocketChannel right;
    private FrameChannel channel;
    private FrameChannel other;

    @BeforeEach
    void connect(@TempDir Path directory) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            left = SocketChannel.open(address);
            right = server.accept();
        }
        channel = new FrameChannel(left);
        other = new FrameChannel(right);
    }

    @AfterEach
    void disconnect() throws IOException {
        channel.close();
        other.close();
    }

    @Test
    void framesTravelBothWaysInOrder() throws Exception {
        channel.write(new Frame((byte) 1, 10, hex("AA")));
        channel.write(new Frame((byte) 2, 20, new byte[0]));
        other.write(new Frame((byte) 3, 30, hex("BB CC")));

        assertThat(other.read()).usingRecursiveComparison().isEqualTo(new Frame((byte) 1, 10, hex("AA")));
        assertThat(other.read()).usingRecursiveComparison().isEqualTo(new Frame((byte) 2, 20, new byte[0]));
        assertThat(channel.read()).usingRecursiveComparison().isEqualTo(new Frame((byte) 3, 30, hex("BB CC")));
    }

    @Test
    void theEndBetweenTwoFramesIsNoFault() throws Exception {
        channel.write(new Frame((byte) 1, 10, hex("AA")));
        channel.close();

        assertThat(other.read()).isNotNull();
        assertThat(other.read()).isNull();
        assertThat(other.read()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 12, 13, 14})
    void theEndInTheMiddleOfAFrameIsAFault(int length) throws Exception {
        byte[] frame = Bytes.of(new Frame((byte) 1, 10, hex("AA BB")).encode());
        left.write(ByteBuffer.wrap(frame));
        left.write(ByteBuffer.wrap(frame, 0, length));
        left.close();

        assertThat(other.read()).isNotNull();
        assertThatThrownBy(other::read)
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("in the middle of a frame");
    }

    @Test
    void whatIsNoFrameIsAFault() throws Exception {
        left.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n".getBytes(US_ASCII)));

        assertThatThrownBy(other::read).isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void framesOfSeveralThreadsNeverMix() throws Exception {
        int threads = 4;
        int framesEach = 100;
        ExecutorService writers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> writes = new ArrayList<>();
            for (int id = 1; id <= threads; id++) {
                byte[] body = new byte[10_000 * id];
                Arrays.fill(body, (byte) id);
                Frame frame = new Frame((byte) id, id, body);
                writes.add(writers.submit(() -> {
                    for (int i = 0; i < framesEach; i++) {
                        channel.write(frame);
                    }
                    return null;
                }));
            }
            for (int i = 0; i < threads * framesEach; i++) {
                Frame frame = other.read();
                byte[] expected = new byte[10_000 * frame.type()];
                Arrays.fill(expected, frame.type());
                assertThat(frame.runId()).isEqualTo(frame.type());
                assertThat(Arrays.equals(frame.body(), expected)).isTrue();
            }
            for (Future<?> write : writes) {
                write.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void neitherDoTheyInAChannelThatTakesThemInPieces() throws Exception {
        OneByteAtATime slow = new OneByteAtATime();
        FrameChannel shared = new FrameChannel(slow);
        List<Thread> writers = new ArrayList<>();
        for (int id = 1; id <= 2; id++) {
            Frame frame = new Frame((byte) id, id, new byte[1000]);
            writers.add(new Thread(() -> write(frame, shared)));
        }
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }

        byte[] first = Bytes.of(new Frame((byte) 1, 1, new byte[1000]).encode());
        byte[] second = Bytes.of(new Frame((byte) 2, 2, new byte[1000]).encode());
        assertThat(HexFormat.of().formatHex(slow.written.toByteArray()))
                .contains(HexFormat.of().formatHex(first), HexFormat.of().formatHex(second));
    }

    private static void write(Frame frame, FrameChannel channel) {
        try {
            channel.write(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFrameIsWrittenWholeThoughTheChannelTakesItInPieces() throws Exception {
        Frame frame = new Frame((byte) 1, 10, hex("AA BB CC"));
        OneByteAtATime slow = new OneByteAtATime();

        new FrameChannel(slow).write(frame);

        assertThat(slow.written.toByteArray()).isEqualTo(Bytes.of(frame.encode()));
    }

    private static final class OneByteAtATime implements ByteChannel {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        @Override
        public int write(ByteBuffer source) {
            written.write(source.get());
            LockSupport.parkNanos(1); // gives others a chance to come between
            return 1;
        }

        @Override
        public int read(ByteBuffer target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
