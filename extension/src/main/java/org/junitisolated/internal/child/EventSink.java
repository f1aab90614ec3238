package org.junitisolated.internal.child;

import org.junitisolated.internal.wire.Frame;

/** Takes the events of a run. */
interface EventSink {

    /** Takes an event, and returns when the test may go on. */
    void event(Frame event);

    /** Takes the word that ends the run before its end. */
    void breakOff(Frame done);

    /** Takes them to the parent, and waits until it has seen an event. */
    static EventSink toParent(FrameSender sender, CommandReader commands) {
        return new EventSink() {
            @Override
            public void event(Frame event) {
                sender.send(event);
                commands.awaitSeen();
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
            public void event(Frame event) {
                event.encode();
            }

            @Override
            public void breakOff(Frame done) {}
        };
    }
}
