package org.junitisolated.internal.child;

import org.junitisolated.internal.wire.Frame;
import org.junitisolated.internal.wire.Unseen;

/** Takes what tests do and print. */
interface EventSink {

    /** Takes the next frame of a run, and returns when the run may go on. */
    void accept(Frame next);

    /** Takes the word that ends the run before its end. */
    void breakOff(Frame done);

    /** Takes all to the parent, of which so much may not have been seen yet when the run goes on: see {@link Unseen}. */
    static EventSink toParent(FrameSender sender, CommandReader commands, int mostUnseen) {
        Unseen unseen = new Unseen(mostUnseen);
        return new EventSink() {
            @Override
            public synchronized void accept(Frame next) {
                unseen.add(next);
                if (!next.awaited() && !unseen.isFull()) {
                    sender.send(next);
                    return;
                }
                sender.send(next.asAwaited());
                commands.awaitSeen(next.runId());
                unseen.clear();
            }

            @Override
            public void breakOff(Frame done) {
                sender.send(done);
            }
        };
    }

    /** Takes them nowhere. */
    static EventSink none() {
        return new EventSink() {
            @Override
            public void accept(Frame next) {
                next.encode();
            }

            @Override
            public void breakOff(Frame done) {}
        };
    }
}
