package org.junitisolated.internal.launch;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/** All that comes out of a pipe, of which the beginning is kept; read by a thread of its own, so that nobody waits for it. */
final class CollectedText implements Runnable {

    private static final int KEPT_CHARACTERS = 65536;

    private final InputStream pipe;
    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    private CollectedText(InputStream pipe) {
        this.pipe = pipe;
    }

    static CollectedText of(InputStream pipe) {
        CollectedText collected = new CollectedText(pipe);
        Thread thread = new Thread(collected, "junit-isolated-trial");
        thread.setDaemon(true);
        thread.start();
        return collected;
    }

    @Override
    public void run() {
        TextDecoder decoder = new TextDecoder();
        byte[] buffer = new byte[4096];
        try {
            for (int count = pipe.read(buffer); count >= 0; count = pipe.read(buffer)) {
                append(decoder.decode(buffer, count));
            }
        } catch (IOException e) {
            // The pipe is closed: that is its end.
        }
        end();
    }

    private synchronized void append(String more) {
        if (text.length() < KEPT_CHARACTERS) {
            text.append(more);
            notifyAll();
        }
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized String text() {
        return text.toString();
    }

    /** Waits until that has come, at most so many milliseconds; false also when the end comes first. */
    synchronized boolean await(String expected, long milliseconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        while (text.indexOf(expected) < 0 && !ended && waitUntil(deadline)) {
            // Something has come, or not even that.
        }
        return text.indexOf(expected) >= 0;
    }

    /** What holds a pipe open after the end is no reason to wait for ever. */
    synchronized void awaitEnd(long milliseconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        while (!ended && waitUntil(deadline)) {
            // Something has come.
        }
    }

    private boolean waitUntil(long deadline) throws InterruptedException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
        return true;
    }
}
