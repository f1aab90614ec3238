package org.junitisolated.internal.launch;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junitisolated.internal.wire.Unseen;

/** The events of a child that serves one run. It is bounded, so that a flood makes the child wait. */
final class EventQueue implements Inbox {

    private static final long LOOK_AGAIN_MILLIS = 16;

    private final BlockingQueue<ChildEvent> events = new ArrayBlockingQueue<>(ChildEvent.MOST_WAITING);
    private volatile boolean discarding;

    /** Waits for the next event; null when the time is over. */
    @Nullable
    ChildEvent poll(long milliseconds) throws InterruptedException {
        return events.poll(milliseconds, TimeUnit.MILLISECONDS);
    }

    @Override
    public int mostUnseen() {
        return Unseen.MOST_OF_OWN;
    }

    @Override
    public void take(ChildEvent event) throws InterruptedException {
        while (!discarding && !events.offer(event, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            // The child is held back until the executing thread has caught up.
        }
    }

    /** So that of large messages one is held, not a queue full of them. */
    @Override
    public void awaitRoom() throws InterruptedException {
        while (!discarding && !events.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Override
    public void discard() {
        discarding = true;
        events.clear();
    }
}
