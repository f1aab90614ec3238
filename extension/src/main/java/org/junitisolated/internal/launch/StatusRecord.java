package org.junitisolated.internal.launch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the launcher's status connection.
 *
 * <pre>
 * note STEP ERRNO NAME TEXT...
 * failed STEP ERRNO NAME TEXT...
 * ended exited CODE
 * ended signaled SIGNAL CORE
 * ended init-killed SIGNAL
 * left
 * limit NAME MEANS TEXT...
 * </pre>
 */
public sealed interface StatusRecord {

    /** A step of the set-up was left out; its promise is kept otherwise. */
    record Note(String step, int errno, String errnoName, String text) implements StatusRecord {}

    /** A step of the set-up failed; nothing of the command has run. */
    record Failed(String step, int errno, String errnoName, String text) implements StatusRecord {}

    /** The command exited by itself. */
    record Exited(int code) implements StatusRecord {}

    /** The command was ended by a signal. */
    record Signaled(int signal, boolean coreDumped) implements StatusRecord {}

    /** The launcher's own process inside was killed by a signal, and all others with it. */
    record InitKilled(int signal) implements StatusRecord {}

    /** Something that the command started could not be killed and is still there. */
    record Left() implements StatusRecord {}

    /** A limit that was asked for, and what holds it: {@code cgroup}, {@code affinity}, {@code rlimit} or {@code none}. */
    record Limit(String name, String means, String text) implements StatusRecord {}

    /** Reads a line. What makes no sense gives nothing. */
    static Optional<StatusRecord> parse(String line) {
        try {
            return Optional.ofNullable(parseFields(line.split(" ", 5)));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static @Nullable StatusRecord parseFields(String[] fields) {
        return switch (fields[0] + (fields[0].equals("ended") ? " " + fields[1] : "")) {
            case "failed" -> new Failed(fields[1], Integer.parseInt(fields[2]), fields[3], fields[4]);
            case "ended exited" -> new Exited(Integer.parseInt(fields[2]));
            case "ended signaled" -> new Signaled(Integer.parseInt(fields[2]), fields[3].equals("1"));
            case "ended init-killed" -> new InitKilled(Integer.parseInt(fields[2]));
            case "note" -> new Note(fields[1], Integer.parseInt(fields[2]), fields[3], fields[4]);
            case "limit" -> new Limit(fields[1], fields[2], textOf(fields));
            case "left" -> new Left();
            default -> null;
        };
    }

    /** A limit's record has a word less before its text. */
    private static String textOf(String[] fields) {
        return fields.length > 4 ? fields[3] + " " + fields[4] : fields[3];
    }
}
