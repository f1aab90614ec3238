package org.junitisolated.internal.wire;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.JUnitException;
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

/**
 * The places that tests come from: all kinds which the platform has. A kind of an engine's or a user's own travels as
 * no source at all.
 */
final class TestSourceCodec {

    private static final byte NONE = 0;
    private static final byte CLASS = 1;
    private static final byte METHOD = 2;
    private static final byte PACKAGE = 3;
    private static final byte FILE = 4;
    private static final byte DIRECTORY = 5;
    private static final byte CLASSPATH_RESOURCE = 6;
    private static final byte URI = 7;
    private static final byte COMPOSITE = 8;

    /** A composite of composites goes no deeper than this; it keeps forged bytes from exhausting the stack. */
    private static final int MAX_DEPTH = 16;

    private TestSourceCodec() {}

    static void write(@Nullable TestSource source, BodyWriter body) {
        write(source, body, 0);
    }

    private static void write(@Nullable TestSource source, BodyWriter body, int depth) {
        if (source instanceof ClassSource classSource) {
            body.writeByte(CLASS).writeString(classSource.getClassName());
            writePosition(classSource.getPosition().orElse(null), body);
        } else if (source instanceof MethodSource method) {
            body.writeByte(METHOD)
                    .writeString(method.getClassName())
                    .writeString(method.getMethodName())
                    .writeNullableString(method.getMethodParameterTypes());
        } else if (source instanceof PackageSource packageSource) {
            body.writeByte(PACKAGE).writeString(packageSource.getPackageName());
        } else if (source instanceof FileSource file) {
            body.writeByte(FILE).writeString(file.getFile().getPath());
            writePosition(file.getPosition().orElse(null), body);
        } else if (source instanceof DirectorySource directory) {
            body.writeByte(DIRECTORY).writeString(directory.getFile().getPath());
        } else if (source instanceof ClasspathResourceSource resource) {
            body.writeByte(CLASSPATH_RESOURCE).writeString(resource.getClasspathResourceName());
            writePosition(resource.getPosition().orElse(null), body);
        } else if (source instanceof UriSource uri) {
            body.writeByte(URI).writeString(uri.getUri().toString());
        } else if (source instanceof CompositeTestSource composite && depth < MAX_DEPTH) {
            body.writeByte(COMPOSITE)
                    .writeAll(composite.getSources(), (writer, part) -> write(part, writer, depth + 1));
        } else {
            body.writeByte(NONE);
        }
    }

    static @Nullable TestSource read(BodyReader body) throws MalformedFrameException {
        try {
            return read(body, 0);
        } catch (JUnitException | IllegalArgumentException e) {
            throw new MalformedFrameException("a test source that JUnit refuses: " + e.getMessage());
        }
    }

    private static @Nullable TestSource read(BodyReader body, int depth) throws MalformedFrameException {
        byte kind = body.readByte();
        return switch (kind) {
            case NONE -> null;
            case CLASS -> ClassSource.from(body.readString(), readPosition(body));
            case METHOD -> readMethod(body);
            case PACKAGE -> PackageSource.from(body.readString());
            case FILE -> FileSource.from(new File(body.readString()), readPosition(body));
            case DIRECTORY -> DirectorySource.from(new File(body.readString()));
            // JUnit takes one slash from the beginning, if there is one: another may be part of the name.
            case CLASSPATH_RESOURCE -> ClasspathResourceSource.from("/" + body.readString(), readPosition(body));
            case URI -> readUri(body);
            case COMPOSITE -> readComposite(body, depth + 1);
            default -> throw new MalformedFrameException("no kind of test source has the number " + kind);
        };
    }

    private static MethodSource readMethod(BodyReader body) throws MalformedFrameException {
        String className = body.readString();
        String methodName = body.readString();
        String parameterTypes = body.readNullableString();
        return parameterTypes == null
                ? MethodSource.from(className, methodName)
                : MethodSource.from(className, methodName, parameterTypes);
    }

    private static TestSource readUri(BodyReader body) throws MalformedFrameException {
        String uri = body.readString();
        try {
            return UriSource.from(new URI(uri));
        } catch (URISyntaxException e) {
            throw new MalformedFrameException("no URI: " + uri);
        }
    }

    private static TestSource readComposite(BodyReader body, int depth) throws MalformedFrameException {
        if (depth > MAX_DEPTH) {
            throw new MalformedFrameException("a test source nested more than " + MAX_DEPTH + " deep");
        }
        List<Optional<TestSource>> parts = body.readAll(part -> Optional.ofNullable(read(part, depth)));
        return CompositeTestSource.from(parts.stream().flatMap(Optional::stream).toList());
    }

    private static void writePosition(@Nullable FilePosition position, BodyWriter body) {
        body.writeBoolean(position != null);
        if (position != null) {
            body.writeInt(position.getLine()).writeInt(position.getColumn().orElse(0));
        }
    }

    private static @Nullable FilePosition readPosition(BodyReader body) throws MalformedFrameException {
        if (!body.readBoolean()) {
            return null;
        }
        int line = body.readInt();
        int column = body.readInt();
        return column == 0 ? FilePosition.from(line) : FilePosition.from(line, column);
    }
}
