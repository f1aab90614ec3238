package org.junitisolated.internal.launch;

import java.util.Optional;
import org.junitisolated.internal.wire.Message;

/** What happens in or to a child, in the order in which it happened. */
public sealed interface ChildEvent {

    /** So many events of a child that serves one run wait to be taken; then the child is made to wait. */
    int MOST_WAITING = 256;

    /**
     * The child, or a process that it started, printed something.
     *
     * @param error whether it went to stderr
     * @param text what was printed, decoded from UTF-8
     */
    record Output(boolean error, String text) implements ChildEvent {}

    /**
     * The child sent a message.
     *
     * @param awaited whether the run goes on only when it is told that this has been seen
     */
    record Received(long runId, Message message, boolean awaited) implements ChildEvent {}

    /**
     * The child is gone, with all that it had started. Always the last event.
     *
     * @param cause what ended it, for the report of a run that was not done
     * @param refusal what the machine refused, if that ended it; nothing of the command has run then
     */
    record Ended(String cause, Optional<Refusal> refusal) implements ChildEvent {}
}
