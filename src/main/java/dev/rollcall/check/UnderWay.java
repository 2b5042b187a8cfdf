package dev.rollcall.check;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Is anything still being worked on? Has work done by another executor and counts it. Thread-safe. */
public final class UnderWay implements Executor {
    private final Executor executor;
    private int pieces;

    /** @param executor where the work is done */
    public UnderWay(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable work) {
        count(1);
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } finally {
                    count(-1);
                }
            });
        } catch (RejectedExecutionException e) {
            count(-1);
            throw e;
        }
    }

    private synchronized void count(int more) {
        pieces += more;
        notifyAll();
    }

    /** Waits until nothing is, {@code longest} at most; whether that is so. */
    synchronized boolean awaitNone(Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (pieces > 0 && until - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
        }
        return pieces == 0;
    }
}
