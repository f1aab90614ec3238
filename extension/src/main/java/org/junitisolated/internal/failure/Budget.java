package org.junitisolated.internal.failure;

import org.junitisolated.internal.wire.CutText;

/** Counts the bytes that a description takes, and cuts what gets too long. */
final class Budget {

    /** What a node takes besides its texts. */
    private static final int NODE_BYTES = 64;

    private long left = Limits.BUDGET;
    private int referencesLeft = Limits.REFERENCES;

    boolean allowsNode() {
        return left > NODE_BYTES;
    }

    boolean allowsFrame() {
        return left > 0;
    }

    /** @param content one character for each byte of the file */
    boolean affordsFile(String content) {
        return content.length() <= Math.min(Limits.FILE, left / Character.BYTES / 4);
    }

    void takeNode() {
        left -= NODE_BYTES;
    }

    void takeFrame() {
        left -= 3 * Integer.BYTES;
    }

    /** How many of that many references can be told. */
    int references(int wanted) {
        int granted = Math.min(Limits.NODES, Math.min(wanted, referencesLeft));
        referencesLeft -= granted;
        left -= (long) granted * Integer.BYTES;
        return granted;
    }

    /** A text that may be long: cut at the limit, or earlier when little is left, and always with a note that says so. */
    String text(String text) {
        // No text gets more than a quarter of what is left, so that one giant does not silence all others.
        long affordable = Math.max(Limits.TEXT_AT_LEAST, left / Character.BYTES / 4);
        String cut = CutText.at((int) Math.min(Limits.TEXT, affordable), text);
        takeString(cut);
        return cut;
    }

    /** A name of something: short, unless somebody is up to mischief. */
    String name(String name) {
        String cut = name.length() <= Limits.NAME ? name : name.substring(0, Limits.NAME) + "...";
        takeString(cut);
        return cut;
    }

    void takeString(String text) {
        left -= (long) text.length() * Character.BYTES + Integer.BYTES;
    }
}
