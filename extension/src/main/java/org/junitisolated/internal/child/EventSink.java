package org.junitisolated.internal.child;

import org.junitisolated.internal.wire.Frame;

/** Takes the events of a run. */
interface EventSink {

    /** Takes an event, and returns when the test may go on. */
    void event(Frame event);

    /** Takes the word that ends the run before its end. */
    void breakOff(Frame done);

    /** Takes what the run has printed, and returns when the test may go on, if that is to be awaited. */
    void printed(Frame printed, boolean awaited);

    /** Takes them to the parent, and waits until it has seen an event. */
    static EventSink toParent(FrameSender sender, CommandReader commands, long runId) {
        return new EventSink() {
            @Override
            public synchronized void event(Frame event) {
                sender.send(event);
                commands.awaitSeen(runId);
            }

            @Override
            public void printed(Frame printed, boolean awaited) {
                if (awaited) {
                    event(printed);
                } else {
                    sender.send(printed);
                }
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
            public void printed(Frame printed, boolean awaited) {}

            @Override
            public void breakOff(Frame done) {}
        };
    }
}
