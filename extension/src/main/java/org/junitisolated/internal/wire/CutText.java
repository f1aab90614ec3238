package org.junitisolated.internal.wire;

/** Texts that got too long to be told whole. */
public final class CutText {

    private CutText() {}

    /** Returns a text, or the beginning of a longer one with a note that says so; no surrogates are parted. */
    public static String at(int limit, String text) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end)
                + "... [junit-isolated: cut after %,d of %,d characters]".formatted(end, text.length());
    }
}
