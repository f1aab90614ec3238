package org.junitisolated.internal.child;

import org.junitisolated.internal.failure.ThrowableData;
import org.junitisolated.internal.wire.BodyWriter;
import org.junitisolated.internal.wire.Command;
import org.junitisolated.internal.wire.Message.Done;
import org.junitisolated.internal.wire.WireEnd;

/** Executes one run. */
final class TestRun {

    /** What executes the tests. */
    @FunctionalInterface
    interface Execution {
        void execute(Command.Run run, EventStreamer events);
    }

    private TestRun() {}

    /** Runs the tests; whatever goes wrong with the run as a whole is in the answer. */
    static Done execute(Command.Run run, EventStreamer events, Execution execution) {
        try {
            WireEnd.publish(run.publishedPorts());
            execution.execute(run, events);
            return new Done(null);
        } catch (Throwable t) {
            // Without memory JUnit's own classes may fail to load, and then that is what it throws.
            boolean exhausted = LastWords.isHeapExhausted();
            LastWords.giveUpReserve();
            return new Done(encode(exhausted ? new OutOfMemoryError("Java heap space") : t));
        }
    }

    static byte[] encode(Throwable throwable) {
        BodyWriter body = new BodyWriter();
        ThrowableData.capture(throwable).writeTo(body);
        return body.toByteArray();
    }
}
