package org.junitisolated.internal.launch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junitisolated.Protocol;

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
 * port PROTOCOL PORT HOSTPORT
 * limit NAME MEANS TEXT...
 * oom COUNT
 * </pre>
 */
public sealed interface StatusRecord {

    /** A step of the set-up was left out; its promise is kept otherwise. */
    record Note(String step, int errno, String errnoName, String text) implements StatusRecord {}

    /** A step of the set-up failed; nothing of the command has run. */
    record Failed(String step, int errno, String errnoName, String text) implements StatusRecord {

        /** A port that is taken, an offset that no clock can have; what has run out for the moment. */
        private static final Set<String> NO_REFUSAL =
                Set.of("EADDRINUSE", "ERANGE", "EAGAIN", "ENOMEM", "EMFILE", "ENFILE");

        /** Tells whether the machine refuses the step at any time and to any test. */
        boolean isRefusedByMachine() {
            return !NO_REFUSAL.contains(errnoName);
        }
    }

    /** The command exited by itself. */
    record Exited(int code) implements StatusRecord {}

    /** The command was ended by a signal. */
    record Signaled(int signal, boolean coreDumped) implements StatusRecord {}

    /** The launcher's own process inside was killed by a signal, and all others with it. */
    record InitKilled(int signal) implements StatusRecord {}

    /** Something that the command started could not be killed and is still there. */
    record Left() implements StatusRecord {}

    /** A port of the child's network is published. */
    record Port(Protocol protocol, int port, int hostPort) implements StatusRecord {}

    /** A limit that was asked for: {@code memory}, {@code cpus} or {@code processes}; by what means it is held. */
    record Limit(String name, String means, String text) implements StatusRecord {

        /** The means that holds what was asked for, for all that the child starts. */
        static final String CGROUP = "cgroup";
    }

    /** The kernel killed so many processes of the test because they used more memory than their limit. */
    record KilledForMemory(int count) implements StatusRecord {}

    /** Reads a line. What makes no sense gives nothing. */
    static Optional<StatusRecord> parse(String line) {
        try {
            return Optional.ofNullable(parseFields(line.split(" ", 5)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
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
            case "left" -> new Left();
            case "port" ->
                new Port(
                        Protocol.valueOf(fields[1].toUpperCase(Locale.ROOT)),
                        Integer.parseInt(fields[2]),
                        Integer.parseInt(fields[3]));
            case "limit" -> parseLimit(fields);
            case "oom" -> new KilledForMemory(Integer.parseInt(fields[1]));
            default -> null;
        };
    }

    private static Limit parseLimit(String[] fields) {
        String text = String.join(" ", Arrays.asList(fields).subList(3, fields.length));
        return new Limit(fields[1], fields[2], text);
    }
}
