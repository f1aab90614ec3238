package org.junitisolated.internal.launch;

/** Takes what comes from a child, in its order, on the thread that reads it. */
interface Inbox {

    /** How much of a run may be on its way unseen: see {@link org.junitisolated.internal.wire.Unseen}. */
    int mostUnseen();

    /** Takes the next event; the child is held back as long as that waits. */
    void take(ChildEvent event) throws InterruptedException;

    /** Returns when there is room for a large message. */
    void awaitRoom() throws InterruptedException;

    /** Nobody looks any more: what is in it, and what comes, is lost. */
    void discard();
}
