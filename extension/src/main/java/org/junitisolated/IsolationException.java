package org.junitisolated;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The failure of an isolated test that the isolation itself is to answer for: the machine refuses a namespace, the child
 * JVM could not be started, ended early or ran out of time, or the test was about to run unisolated. The message says
 * what went wrong, the likely cause and what to do; {@code docs/troubleshooting.md} has more on each.
 *
 * <p>A test that fails by itself is reported with its own exception, never with this one.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class IsolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what went wrong and what to do
     */
    public IsolationException(String message) {
        super(message);
    }

    /**
     * Creates the exception with a cause.
     *
     * @param message what went wrong and what to do
     * @param cause the reason, or null
     */
    public IsolationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
