package org.junitisolated.internal.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run has left behind of one kind.
 *
 * @param summary how much there is, and how much of it is told
 * @param found each of those that are told, in words
 */
public record Leak(Kind kind, String summary, List<String> found) {

    /** What can be left behind. */
    public enum Kind {
        PROCESSES,
        SOCKETS,
        THREADS,
        FILES
    }

    private static final int MOST_TOLD = 10;
    private static final int LONGEST = 1000;

    /** Tells of so many of them, and of each so much, as somebody may want to read. */
    public static Leak of(Kind kind, String summary, List<String> all) {
        List<String> told = new ArrayList<>();
        for (String each : all.subList(0, Math.min(all.size(), MOST_TOLD))) {
            told.add(
                    each.length() <= LONGEST
                            ? each
                            : each.substring(0, LONGEST) + "... (" + (each.length() - LONGEST) + " characters more)");
        }
        return new Leak(kind, told.size() == all.size() ? summary : summary + ", " + MOST_TOLD + " of them", told);
    }

    /** Tells of so many of them likewise, and counts them by the word for one, or for several. */
    public static Leak counted(Kind kind, String one, String several, List<String> all) {
        return of(kind, all.size() == 1 ? "1 " + one : all.size() + " " + several, all);
    }

    void writeTo(BodyWriter body) {
        body.writeString(kind.name()).writeString(summary).writeAll(found, BodyWriter::writeString);
    }

    static Leak readFrom(BodyReader body) throws MalformedFrameException {
        return new Leak(
                body.readEnum(Kind.class, "kind of leak"), body.readString(), body.readAll(BodyReader::readString));
    }
}
