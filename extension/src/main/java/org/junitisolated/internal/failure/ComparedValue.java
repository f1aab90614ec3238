package org.junitisolated.internal.failure;

import org.jspecify.annotations.Nullable;

/**
 * What an assertion expected or got: opentest4j's {@code ValueWrapper} as data.
 *
 * @param kind how {@code content} is to be read
 * @param typeName the name of the value's class; empty when the value is null
 * @param representation the text that the assertion shows for the value
 * @param path of a file, otherwise empty
 * @param content the value itself as text, if it has a form that the parent can read; otherwise empty
 */
record ComparedValue(Kind kind, String typeName, String representation, int identityHash, String path, String content) {

    /** The forms in which a value crosses the boundary. Their names are part of the wire. */
    enum Kind {
        NULL(Void.class),
        /** A class of the user's, or one whose values cannot be had in the parent: only its texts are told. */
        OPAQUE(Void.class),
        /** opentest4j's FileInfo; the bytes of its content as ISO 8859-1. */
        FILE(Void.class),
        STRING(String.class),
        BOOLEAN(Boolean.class),
        BYTE(Byte.class),
        SHORT(Short.class),
        CHARACTER(Character.class),
        INTEGER(Integer.class),
        LONG(Long.class),
        FLOAT(Float.class),
        DOUBLE(Double.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }

        /** The kind of the JDK's immutable values; whatever else there is, is opaque. */
        static Kind of(@Nullable Object value) {
            for (Kind kind : values()) {
                if (kind.type.isInstance(value)) {
                    return kind;
                }
            }
            return OPAQUE;
        }
    }

    /**
     * The value itself, or null if it is none of the JDK's.
     *
     * @throws NumberFormatException if the content does not fit the kind
     * @throws IndexOutOfBoundsException likewise
     */
    @Nullable
    Object jdkValue() {
        return switch (kind) {
            case NULL, OPAQUE, FILE -> null;
            case STRING -> content;
            case BOOLEAN -> Boolean.valueOf(content);
            case BYTE -> Byte.valueOf(content);
            case SHORT -> Short.valueOf(content);
            case CHARACTER -> content.charAt(0);
            case INTEGER -> Integer.valueOf(content);
            case LONG -> Long.valueOf(content);
            case FLOAT -> Float.valueOf(content);
            case DOUBLE -> Double.valueOf(content);
        };
    }
}
