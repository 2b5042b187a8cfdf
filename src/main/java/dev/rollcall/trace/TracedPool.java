package dev.rollcall.trace;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that go on with the piece of work of whoever hands them something to do: as many as there is work, and each
 * gone after a minute without. Thread-safe.
 */
public final class TracedPool extends ThreadPoolExecutor {
    private static final long IDLE_SECONDS = 60;

    /** A pool without threads yet. */
    public TracedPool(ThreadFactory threads) {
        super(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    @Override
    public void execute(Runnable work) {
        super.execute(Trace.current().around(work));
    }
}
