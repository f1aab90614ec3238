package org.junitisolated.internal.failure;

import org.jspecify.annotations.Nullable;

/** Stands in where nothing better can be made, and for notes that something was left out. Prints as the original. */
final class UnknownThrowable extends Throwable {

    private static final long serialVersionUID = 1L;

    private final String text;

    UnknownThrowable(@Nullable String message, String text) {
        super(message);
        this.text = text;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // the message is the original's, and so is the text: both are given
    public String toString() {
        return text;
    }
}
