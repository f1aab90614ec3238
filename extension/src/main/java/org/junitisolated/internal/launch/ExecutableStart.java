package org.junitisolated.internal.launch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.regex.Pattern;

/**
 * Starts programs that may have been written a moment ago. Such a file can be "busy" (ETXTBSY in execve(2)): a process
 * that another thread starts at that time holds all descriptors of its JVM, the one for writing included, until it
 * executes its own program. That takes milliseconds, and happens in this JVM or in another that shares the cache.
 */
final class ExecutableStart {

    /** As releases of the JDK put it: {@code error=26, Text file busy} and {@code error: 26 (Text file busy)}. */
    private static final Pattern BUSY = Pattern.compile("\\berror(=|: )26\\b");

    private static final int RETRIES = 100;
    private static final long WAIT_MILLIS = 20;

    private ExecutableStart() {}

    /** Starts the process, and waits two seconds at most where the executable is busy. */
    static Process start(ProcessBuilder builder) throws IOException {
        for (int i = 0; i < RETRIES; i++) {
            try {
                return builder.start();
            } catch (IOException e) {
                if (!BUSY.matcher(String.valueOf(e.getMessage())).find()) {
                    throw e;
                }
                sleep();
            }
        }
        return builder.start();
    }

    private static void sleep() throws InterruptedIOException {
        try {
            Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the executable was busy");
        }
    }
}
