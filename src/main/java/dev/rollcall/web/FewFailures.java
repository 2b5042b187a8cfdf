package dev.rollcall.web;

import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Where requests end that are no requests. Jetty wants a thread for each at once, and starts one where none is free: for
 * each of thousands of connections that are given up half said. Here they wait for one of a few, and requests that are
 * some have threads of their own meanwhile. Thread-safe.
 */
final class FewFailures extends QueuedThreadPool {
    private static final int MOST = 2;

    FewFailures() {
        super(MOST, 1);
        setName("failures");
        setReservedThreads(0);
    }

    /** Takes whatever it is asked to do at once, and does it as soon as it can. */
    @Override
    public boolean tryExecute(Runnable task) {
        execute(task);
        return true;
    }
}
