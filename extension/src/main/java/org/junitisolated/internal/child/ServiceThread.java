package org.junitisolated.internal.child;

import org.junitisolated.internal.wire.ChildExit;

/** A daemon thread that the child cannot do without: where it breaks off, the child ends. */
final class ServiceThread extends Thread implements Thread.UncaughtExceptionHandler {

    private ServiceThread(String name, Runnable duty) {
        super(duty, "junit-isolated-" + name);
        setDaemon(true);
        setUncaughtExceptionHandler(this);
    }

    static void start(String name, Runnable duty) {
        new ServiceThread(name, duty).start();
    }

    @Override
    public void uncaughtException(Thread thread, Throwable reason) {
        LastWords.halt(reason, ChildExit.BROKEN);
    }
}
