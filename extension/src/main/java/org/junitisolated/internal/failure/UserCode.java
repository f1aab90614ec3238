package org.junitisolated.internal.failure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.CutText;

/** Calls methods that a test may have overridden, and that may therefore do anything, such as throw. */
final class UserCode {

    /** What came of a call: a value, or a note that says what was thrown instead. */
    record Outcome<T>(@Nullable T value, @Nullable String note) {}

    // A StackOverflowError or an OutOfMemoryError of the user's toString is as good an answer as any exception: the
    // failure that is being described must not get lost for it.
    static <T> Outcome<T> call(String method, Supplier<? extends @Nullable T> call) {
        try {
            return new Outcome<>(call.get(), null);
        } catch (Throwable thrown) {
            String what = CutText.at(Limits.NOTE, describe(thrown));
            return new Outcome<>(null, "<" + method + "() threw " + what + ">");
        }
    }

    /** What a method says, or what it threw. */
    static @Nullable String text(String method, Supplier<@Nullable String> call) {
        Outcome<String> outcome = call(method, call);
        return outcome.note() == null ? outcome.value() : outcome.note();
    }

    static String describe(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (Throwable thrownInTurn) {
            return thrown.getClass().getName();
        }
    }

    private UserCode() {}
}
