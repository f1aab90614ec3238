package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;
import org.junitisolated.Mount;

/** Doors in the wall around files: what a test asks to see of the host, and what of its writing gets there. */
class MountsTest {

    private static final Path SHOP = Path.of("target/shop");
    private static final Path OUTBOX = Path.of("target/outbox");

    // region bind
    @Isolated(mount = true)
    @Mount(source = "target/shop", target = "/tmp/shop")
    static class Looks {

        @Test
        void andCannotTouch() {
            assertThat(Path.of("/tmp/shop/prices.txt")).hasContent("bread 3");
            assertThatThrownBy(() -> Files.writeString(Path.of("/tmp/shop/prices.txt"), "bread 0"))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("Read-only file system");
        }
    }
    // endregion

    // region writable
    @Isolated(mount = true)
    @Mount(source = "target/outbox", target = "/tmp/outbox", writable = true)
    static class Leaves {

        @Test
        void somethingForTheHost() throws IOException {
            Files.writeString(Path.of("/tmp/outbox/letter.txt"), "from the room");
        }
    }
    // endregion

    // region overlay
    @Isolated(mount = true)
    @Mount(target = "target/shop", type = Mount.Type.OVERLAY)
    static class Rearranges {

        @Test
        void everythingInACopyOfItsOwn() throws IOException {
            Files.writeString(Path.of("target/shop/prices.txt"), "bread 0");
            Files.delete(Path.of("target/shop/opening-hours.txt"));
            Files.createFile(Path.of("target/shop/closed.txt"));

            assertThat(Path.of("target/shop/prices.txt")).hasContent("bread 0");
            assertThat(Path.of("target/shop/opening-hours.txt")).doesNotExist();
        }
    }
    // endregion

    @BeforeEach
    void openTheShop() throws IOException {
        Files.createDirectories(SHOP);
        Files.writeString(SHOP.resolve("prices.txt"), "bread 3");
        Files.writeString(SHOP.resolve("opening-hours.txt"), "always");
        Files.createDirectories(OUTBOX);
        Files.deleteIfExists(OUTBOX.resolve("letter.txt"));
    }

    @Test
    void aBoundDirectoryIsReadOnly() {
        assertThatItSucceeds(Looks.class);
    }

    @Test
    void unlessItIsToBeWritable() {
        assertThatItSucceeds(Leaves.class);

        assertThat(OUTBOX.resolve("letter.txt")).hasContent("from the room");
    }

    @Test
    void nothingThatIsWrittenToAnOverlayReachesTheHost() {
        assertThatItSucceeds(Rearranges.class);

        assertThat(SHOP.resolve("prices.txt")).hasContent("bread 3");
        assertThat(SHOP.resolve("opening-hours.txt")).hasContent("always");
        assertThat(SHOP.resolve("closed.txt")).doesNotExist();
    }

    // region tmpfs
    @Test
    @Isolated(mount = true)
    @Mount(target = "/tmp/small", type = Mount.Type.TMPFS, size = "1M")
    void findsOutWhatHappensWhenADiskIsFull() {
        byte[] tooMuch = new byte[2 * 1024 * 1024];

        assertThatThrownBy(() -> Files.write(Path.of("/tmp/small/file"), tooMuch))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");
    }
    // endregion

    private static void assertThatItSucceeds(Class<?> testClass) {
        SampleResults results = SampleRunner.isolated().run(testClass);

        assertThat(results.tests("SUCCESSFUL")).as("%s", results.all()).hasSize(1);
    }
}
