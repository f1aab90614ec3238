package org.junitisolated.internal.wire;

/**
 * How much of a run is on its way and may not have been seen yet. Both ends count: when it is full, the child waits, and the
 * parent, whose memory it is, takes no more.
 */
public final class Unseen {

    /**
     * Of a child that has a run of its own, one event. It goes on when that has been seen, since what it prints takes another
     * way: only so can the parent tell on which side of an event something was printed.
     */
    public static final int MOST_OF_OWN = 0;

    /** Of a shared child, in bytes: 256 KiB. What its runs print takes the same way as their events. */
    public static final int MOST_OF_SHARED = 256 << 10;

    /** What a small event takes in the parent's memory, with room to spare. */
    private static final int BYTES_BESIDES_BODY = 4096;

    private final int most;
    private int bytes;

    /** Nothing is on its way. */
    public Unseen(int most) {
        this.most = most;
    }

    /** Adds a frame that is on its way. */
    public void add(Frame frame) {
        bytes += BYTES_BESIDES_BODY + frame.body().length;
    }

    /** Tells whether nothing more may come before this has been seen. */
    public boolean isFull() {
        return bytes > most;
    }

    /** All of it has been seen. */
    public void clear() {
        bytes = 0;
    }
}
