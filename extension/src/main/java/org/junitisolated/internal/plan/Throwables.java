package org.junitisolated.internal.plan;

import org.junitisolated.IsolationException;
import org.junitisolated.internal.failure.ThrowableData;
import org.junitisolated.internal.failure.ThrowableRebuilder;
import org.junitisolated.internal.launch.Troubleshooting;
import org.junitisolated.internal.wire.BodyReader;
import org.junitisolated.internal.wire.MalformedFrameException;
import org.junitisolated.internal.wire.Message.Finished;
import org.junitisolated.internal.wire.Message.Outcome;
import org.opentest4j.TestAbortedException;

/** Failures as the nodes throw them. */
final class Throwables {

    private Throwables() {}

    /** Rebuilds a failure from the bytes that the child sent. */
    static Throwable rebuild(byte[] bytes) {
        try {
            return ThrowableRebuilder.rebuild(ThrowableData.readFrom(new BodyReader(bytes)));
        } catch (MalformedFrameException e) {
            return new IsolationException(
                    "The child sent a failure that makes no sense: " + e.getMessage()
                            + Troubleshooting.see("connection"),
                    e);
        }
    }

    /** Does nothing for a success; else throws what ended the execution, so that it ends the same way here. */
    static void throwIfUnsuccessful(Finished finished) {
        if (finished.outcome() == Outcome.SUCCESSFUL) {
            return;
        }
        Throwable throwable = finished.throwable() == null
                ? new IsolationException("The child reported the outcome " + finished.outcome() + " without a reason.")
                : rebuild(finished.throwable());
        if (finished.outcome() == Outcome.ABORTED && !(throwable instanceof TestAbortedException)) {
            throwable = new TestAbortedException(throwable.toString(), throwable);
        } else if (throwable instanceof OutOfMemoryError) {
            // JUnit takes this one for the parent's own and lets it end the whole plan.
            throwable = new IsolationException("The child ran out of memory: " + throwable, throwable);
        }
        throw Throwables.<RuntimeException>unchecked(throwable);
    }

    /** Makes the compiler accept any throwable: JUnit's nodes may declare exceptions only, but report all. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends Throwable> T unchecked(Throwable throwable) throws T {
        throw (T) throwable;
    }
}
