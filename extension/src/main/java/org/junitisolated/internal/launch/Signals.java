package org.junitisolated.internal.launch;

import java.util.List;

/** The names of signals; their numbers are the same on x86 and ARM, see signal(7). */
final class Signals {

    private static final List<String> FROM_ONE = List.of(
            "SIGHUP",
            "SIGINT",
            "SIGQUIT",
            "SIGILL",
            "SIGTRAP",
            "SIGABRT",
            "SIGBUS",
            "SIGFPE",
            "SIGKILL",
            "SIGUSR1",
            "SIGSEGV",
            "SIGUSR2",
            "SIGPIPE",
            "SIGALRM",
            "SIGTERM",
            "SIGSTKFLT",
            "SIGCHLD",
            "SIGCONT",
            "SIGSTOP",
            "SIGTSTP",
            "SIGTTIN",
            "SIGTTOU",
            "SIGURG",
            "SIGXCPU",
            "SIGXFSZ",
            "SIGVTALRM",
            "SIGPROF",
            "SIGWINCH",
            "SIGIO",
            "SIGPWR",
            "SIGSYS");

    private Signals() {}

    /** Returns number and name, such as {@code 9 (SIGKILL)}; real-time signals have only a number. */
    static String describe(int signal) {
        return signal >= 1 && signal <= FROM_ONE.size()
                ? signal + " (" + FROM_ONE.get(signal - 1) + ")"
                : Integer.toString(signal);
    }
}
