package org.junitisolated.internal.doctor;

import java.io.PrintStream;
import java.util.List;

/**
 * The main class of the jar: {@code java -jar junit-isolated.jar doctor}. Tries on this machine whatever isolated tests may
 * ask for, and says what works, what does not, why, and what mends it.
 */
public final class DoctorMain {

    /** The exit code when hermetic isolation does not work here. */
    static final int EXIT_REFUSED = 1;

    static final int EXIT_USAGE = 2;

    private DoctorMain() {}

    public static void main(String[] words) {
        int code = run(List.of(words), System.out, System.err);
        System.out.flush();
        System.exit(code);
    }

    /** Returns the exit code: 0 if hermetic isolation works. */
    static int run(List<String> words, PrintStream out, PrintStream err) {
        CommandLine line;
        try {
            line = CommandLine.parse(words);
        } catch (IllegalArgumentException e) {
            err.println("junit-isolated: " + e.getMessage());
            err.print(CommandLine.USAGE);
            return EXIT_USAGE;
        }
        if (line.help()) {
            out.print(CommandLine.USAGE);
            return 0;
        }
        Report report = Examination.examine(line);
        out.print(line.json() ? JsonReport.of(report) : TextReport.of(report));
        return report.isHermetic() ? 0 : EXIT_REFUSED;
    }
}
