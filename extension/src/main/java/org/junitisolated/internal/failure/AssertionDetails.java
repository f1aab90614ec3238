package org.junitisolated.internal.failure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.FileInfo;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.ValueWrapper;

/** What opentest4j's throwables know beyond what every throwable knows. */
final class AssertionDetails {

    static List<Throwable> failures(Throwable throwable) {
        return throwable instanceof MultipleFailuresError error ? error.getFailures() : List.of();
    }

    static @Nullable ComparedValue expected(Throwable throwable, Budget budget) {
        return throwable instanceof AssertionFailedError error
                ? describe(UserCode.call("getExpected", error::getExpected), budget)
                : null;
    }

    static @Nullable ComparedValue actual(Throwable throwable, Budget budget) {
        return throwable instanceof AssertionFailedError error
                ? describe(UserCode.call("getActual", error::getActual), budget)
                : null;
    }

    private static @Nullable ComparedValue describe(UserCode.Outcome<ValueWrapper> outcome, Budget budget) {
        if (outcome.note() != null) {
            return opaque("java.lang.String", budget.text(outcome.note()), 0);
        }
        return outcome.value() == null ? null : describe(outcome.value(), budget);
    }

    private static ComparedValue describe(ValueWrapper wrapper, Budget budget) {
        Class<?> type = wrapper.getType();
        String representation = budget.text(String.valueOf(wrapper.getStringRepresentation()));
        int hash = wrapper.getIdentityHashCode();
        if (type == null) {
            return new ComparedValue(ComparedValue.Kind.NULL, "", representation, hash, "", "");
        }
        String typeName = budget.name(type.getName());
        Object value = wrapper.getValue();
        if (isFileInfo(typeName, value)) {
            return FileDetails.describe(value, typeName, representation, hash, budget);
        }
        ComparedValue.Kind kind = ComparedValue.Kind.of(value);
        return kind == ComparedValue.Kind.OPAQUE
                ? opaque(typeName, representation, hash)
                : new ComparedValue(kind, typeName, representation, hash, "", budget.text(String.valueOf(value)));
    }

    private static ComparedValue opaque(String typeName, String representation, int hash) {
        return new ComparedValue(ComparedValue.Kind.OPAQUE, typeName, representation, hash, "", "");
    }

    /** Asks by name first: opentest4j 1.2 has no such class, and must not be asked to load it. */
    private static boolean isFileInfo(String typeName, @Nullable Object value) {
        return typeName.equals("org.opentest4j.FileInfo") && value != null && FileDetails.isFileInfo(value);
    }

    /** Apart from the rest, since opentest4j has FileInfo only since 1.3. */
    private static final class FileDetails {

        static boolean isFileInfo(Object value) {
            return value instanceof FileInfo;
        }

        static ComparedValue describe(
                @Nullable Object value, String typeName, String representation, int hash, Budget budget) {
            FileInfo file = (FileInfo) Objects.requireNonNull(value);
            String content = new String(file.getContents(), ISO_8859_1);
            // Half a file would show a difference that is none, so it is told as the text that stands for it.
            if (!budget.affordsFile(content)) {
                return opaque("java.lang.String", representation, hash);
            }
            budget.takeString(content);
            String path = budget.name(file.getPath());
            return new ComparedValue(ComparedValue.Kind.FILE, typeName, representation, hash, path, content);
        }
    }

    private AssertionDetails() {}
}
