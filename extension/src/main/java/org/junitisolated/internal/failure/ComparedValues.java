package org.junitisolated.internal.failure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;
import org.opentest4j.FileInfo;
import org.opentest4j.ValueWrapper;

/**
 * {@link ComparedValue}s as opentest4j's wrappers again. The representation is always the original's. A value that the
 * parent cannot have is replaced by an object of a stand-in class of the same name or, where no such class can be made
 * (JDK types, arrays), by its representation, so that its type reads String. The identity hash code is not kept, since
 * the API has no way to set it.
 */
final class ComparedValues {

    static ValueWrapper wrap(@Nullable ComparedValue compared) {
        if (compared == null || compared.kind() == ComparedValue.Kind.NULL) {
            return ValueWrapper.create(null);
        }
        return ValueWrapper.create(value(compared), compared.representation());
    }

    private static Object value(ComparedValue compared) {
        Object jdkValue = compared.jdkValue();
        if (jdkValue != null) {
            return jdkValue;
        }
        try {
            return compared.kind() == ComparedValue.Kind.FILE
                    ? Files.make(compared)
                    : StandIns.valueOf(compared.typeName(), compared.representation());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return compared.representation();
        }
    }

    /** Apart from the rest, since opentest4j has FileInfo only since 1.3. */
    private static final class Files {

        static Object make(ComparedValue compared) {
            return new FileInfo(compared.path(), compared.content().getBytes(ISO_8859_1));
        }
    }

    private ComparedValues() {}
}
