package org.junitisolated.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junitisolated.internal.wire.Bytes.hex;

import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

/** The places that tests come from. */
class TestSourceCodecTest {

    private static final FilePosition LINE = FilePosition.from(12);
    private static final FilePosition LINE_AND_COLUMN = FilePosition.from(12, 34);

    static Stream<TestSource> sources() {
        return Stream.of(
                ClassSource.from("no.such.Type$Nested"),
                ClassSource.from("no.such.Type", LINE),
                ClassSource.from("no.such.Type", LINE_AND_COLUMN),
                MethodSource.from("no.such.Type", "method"),
                MethodSource.from("no.such.Type", "method", "int, java.lang.String[]"),
                MethodSource.from("no.such.Type", "a test of Kotlin's with blanks", ""),
                PackageSource.from("no.such"),
                FileSource.from(new File("/no/such/file with blanks")),
                FileSource.from(new File("/no/such/file"), LINE),
                FileSource.from(new File("/no/such/file"), LINE_AND_COLUMN),
                DirectorySource.from(new File("/no/such/directory")),
                ClasspathResourceSource.from("no/such/resource"),
                ClasspathResourceSource.from("///no/such/resource"),
                ClasspathResourceSource.from("no/such/resource", LINE),
                ClasspathResourceSource.from("no/such/resource", LINE_AND_COLUMN),
                UriSource.from(URI.create("https://example.org/x?y=z#f")),
                UriSource.from(URI.create("urn:a:b")),
                CompositeTestSource.from(List.of(ClassSource.from("A", LINE), PackageSource.from("b"))),
                nested(16));
    }

    /** Composites in composites, so many in all. */
    private static TestSource nested(int depth) {
        TestSource source = PackageSource.from("innermost");
        for (int i = 0; i < depth; i++) {
            source = CompositeTestSource.from(List.of(ClassSource.from("level" + i), source));
        }
        return source;
    }

    private static byte[] write(TestSource source) {
        BodyWriter body = new BodyWriter();
        TestSourceCodec.write(source, body);
        return body.toByteArray();
    }

    private static TestSource read(byte[] bytes) throws MalformedFrameException {
        BodyReader body = new BodyReader(bytes);
        TestSource source = TestSourceCodec.read(body);
        body.expectEnd();
        return source;
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("sources")
    void everyKindOfThePlatformArrivesUnchanged(TestSource source) throws Exception {
        TestSource arrived = read(write(source));

        assertThat(arrived).isEqualTo(source).hasToString(source.toString());
    }

    @Test
    void noSourceArrivesAsNone() throws Exception {
        assertThat(write(null)).isEqualTo(hex("00"));
        assertThat(read(hex("00"))).isNull();
    }

    @Test
    void aKindThatOnlyTheSenderKnowsArrivesAsNone() throws Exception {
        assertThat(read(write(new OwnSource()))).isNull();
    }

    @Test
    void isLaidOutAsWrittenHere() throws Exception {
        assertReadsAndWrites(ClassSource.from("A"), "01  00 00 00 01 00 41  00");
        assertReadsAndWrites(ClassSource.from("A", LINE), "01  00 00 00 01 00 41  01 00 00 00 0C 00 00 00 00");
        assertReadsAndWrites(
                ClassSource.from("A", LINE_AND_COLUMN), "01  00 00 00 01 00 41  01 00 00 00 0C 00 00 00 22");
        assertReadsAndWrites(MethodSource.from("A", "b"), "02  00 00 00 01 00 41  00 00 00 01 00 62  00");
        assertReadsAndWrites(
                MethodSource.from("A", "b", "C"), "02  00 00 00 01 00 41  00 00 00 01 00 62  01 00 00 00 01 00 43");
        assertReadsAndWrites(PackageSource.from("a"), "03  00 00 00 01 00 61");
        assertReadsAndWrites(FileSource.from(new File("/a")), "04  00 00 00 02 00 2F 00 61  00");
        assertReadsAndWrites(DirectorySource.from(new File("/a")), "05  00 00 00 02 00 2F 00 61");
        assertReadsAndWrites(ClasspathResourceSource.from("a"), "06  00 00 00 01 00 61  00");
        assertReadsAndWrites(UriSource.from(URI.create("a:b")), "07  00 00 00 03 00 61 00 3A 00 62");
        assertReadsAndWrites(
                CompositeTestSource.from(List.of(PackageSource.from("a"))), "08  00 00 00 01  03  00 00 00 01 00 61");
    }

    private static void assertReadsAndWrites(TestSource source, String digits) throws MalformedFrameException {
        assertThat(write(source)).isEqualTo(hex(digits));
        assertThat(read(hex(digits))).isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "09", // no such kind
                "FF",
                "01  00 00 00 00  00", // a class without a name
                "01  00 00 00 01 00 41  01 00 00 00 00 00 00 00 00", // line 0
                "01  00 00 00 01 00 41  01 00 00 00 01 FF FF FF FF", // column -1
                "02  00 00 00 01 00 41  00 00 00 01 00 20  00", // a method with a blank name
                "04  00 00 00 02 00 2F 00 00  00", // a file name with a zero byte
                "05  00 00 00 02 00 2F 00 00",
                "07  00 00 00 01 00 20", // no URI
                "07  00 00 00 01 00 3A"
            })
    void whatMakesNoSenseIsAFault(String digits) {
        assertThatThrownBy(() -> read(hex(digits))).isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void nestingHasALimit() {
        byte[] seventeen = hex("08 00 00 00 01".repeat(17) + "03 00 00 00 01 00 61");

        assertThatThrownBy(() -> read(seventeen))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("more than 16 deep");
    }

    @Test
    void whatIsDeeperIsLeftOutByTheSender() throws Exception {
        assertThat(read(write(nested(17)))).isInstanceOf(CompositeTestSource.class);
    }

    @Test
    void aPartThatOnlyTheSenderKnowsIsLeftOut() throws Exception {
        TestSource known = ClassSource.from("A");

        assertThat(read(write(CompositeTestSource.from(List.of(new OwnSource(), known)))))
                .isEqualTo(CompositeTestSource.from(List.of(known)));
    }

    private static final class OwnSource implements TestSource {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void listsThatAllClaimTheSameBytesTakeNoMemory() throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
        Arrays.fill(bytes.array(), (byte) -1);
        for (int i = 0; i < 16; i++) {
            bytes.put((byte) 8).putInt(bytes.remaining() - 5);
        }

        long allocated = Bytes.allocatedBy(
                () -> assertThatThrownBy(() -> read(bytes.array())).isInstanceOf(MalformedFrameException.class));

        assertThat(allocated).isLessThan(32 << 20);
    }

    @Test
    void forgedNestingDoesNotExhaustTheStack() {
        byte[] bytes = hex("08 00 00 00 01".repeat(100_000));

        assertThatThrownBy(() -> read(bytes)).isInstanceOf(MalformedFrameException.class);
    }
}
