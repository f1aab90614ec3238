package org.junitisolated.internal.proc;

import java.util.Optional;

/**
 * What {@code /proc/PID/stat} tells of a process, or of one of its threads.
 *
 * @param id its pid or thread id, as seen from here
 * @param name the first 15 bytes of its name
 * @param state one letter: R running, S sleeping, D in uninterruptible sleep, T stopped, t traced, Z ended and not reaped
 * @param processorMillis the processor time it has had, in milliseconds
 * @param threads how many threads its process has
 */
public record ProcessFacts(long id, String name, char state, long processorMillis, int threads) {

    /** The kernel counts in hundredths of a second, whatever its own clock: USER_HZ. */
    private static final int MILLIS_PER_TICK = 10;

    /** Returns the facts of a process; empty if there is none with this id. */
    public static Optional<ProcessFacts> of(long pid) {
        return parse(ProcFiles.read(Long.toString(pid), "stat"));
    }

    static Optional<ProcessFacts> parse(String stat) {
        // The name is in parentheses and may contain some itself.
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        String[] fields = stat.substring(close + 2).split(" ", -1);
        return Optional.of(new ProcessFacts(
                Long.parseLong(stat.substring(0, open).strip()),
                stat.substring(open + 1, close),
                fields[0].charAt(0),
                (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK,
                Integer.parseInt(fields[17])));
    }

    /** Tells whether it only waits for somebody to ask how it ended. */
    public boolean hasEnded() {
        return state == 'Z' || state == 'X' || state == 'x';
    }

    /** Returns its command line, with blanks between the arguments; its name where it has none, as one that has ended. */
    public String commandLine() {
        String line = ProcFiles.read(Long.toString(id), "cmdline").replace('\0', ' ');
        return line.isBlank() ? name : line.strip();
    }

    /** Returns its state in words. */
    public String stateInWords() {
        return switch (state) {
            case 'R' -> "running";
            case 'S' -> "sleeping";
            case 'D' -> "in uninterruptible sleep";
            case 'T' -> "stopped by a signal";
            case 't' -> "stopped by a debugger";
            case 'Z' -> "ended, not reaped";
            default -> "in state " + state;
        };
    }
}
