package org.junitisolated.internal.proc;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code /proc/PID/stat} tells of a process, or of one of its threads.
 *
 * @param id its pid or thread id, as seen from here
 * @param parent the pid of its parent
 * @param name the first 15 bytes of its name
 * @param state one letter: R running, S sleeping, D in uninterruptible sleep, T stopped, t traced, Z ended and not reaped
 * @param processorMillis the processor time it has had, in milliseconds
 * @param threads how many threads its process has
 */
public record ProcessFacts(long id, long parent, String name, char state, long processorMillis, int threads) {

    /** The kernel counts in hundredths of a second, whatever its own clock: USER_HZ. */
    private static final int MILLIS_PER_TICK = 10;

    /** Returns the facts of a process; empty if there is none with this id. */
    public static Optional<ProcessFacts> of(long pid) {
        return in(ProcFiles.PROC.resolve(Long.toString(pid)));
    }

    static Optional<ProcessFacts> in(Path directory) {
        String text = ProcFiles.text(directory.resolve("stat"));
        // The name is in parentheses and may contain some itself.
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        String[] fields = text.substring(close + 2).split(" ", -1);
        return Optional.of(new ProcessFacts(
                Long.parseLong(text.substring(0, open).strip()),
                Long.parseLong(fields[1]),
                decoded(text.substring(open + 1, close)),
                fields[0].charAt(0),
                (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK,
                Integer.parseInt(fields[17])));
    }

    /** Returns its command line, with blanks between the arguments; empty for one that has ended. */
    public String commandLine() {
        String text = ProcFiles.text(ProcFiles.PROC.resolve(Long.toString(id)).resolve("cmdline"));
        return decoded(text.replace('\0', ' ').strip());
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

    private static String decoded(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
