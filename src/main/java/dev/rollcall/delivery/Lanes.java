package dev.rollcall.delivery;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which attempts are made: one lane for robots that answer, a narrower one for robots that lately did
 * not.
 *
 * <p>An attempt holds a thread only while its request is under way. A robot that hangs can hold a thread of the main
 * lane once, until its request times out; from then on it competes only with others that hang. Both lanes together
 * have at most 64 threads, which end when there is nothing to do.
 */
final class Lanes implements AutoCloseable {
    private static final int MAIN = 48;
    private static final int SLOW = 16;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ThreadPoolExecutor main;
    private final ThreadPoolExecutor slow;
    private final Duration grace;

    Lanes(int mainThreads, int slowThreads, Duration grace) {
        this.main = lane("delivery-", mainThreads);
        this.slow = lane("delivery-slow-", slowThreads);
        this.grace = grace;
    }

    static Lanes standard() {
        return new Lanes(MAIN, SLOW, Duration.ofSeconds(1));
    }

    /** Runs {@code attempt}; false when the lanes are closed. */
    boolean run(boolean hangs, Runnable attempt) {
        try {
            (hangs ? slow : main).execute(attempt);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Begins nothing more, gives what is under way a moment, then interrupts it. */
    @Override
    public void close() {
        main.shutdown();
        slow.shutdown();
        try {
            boolean quiet = main.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)
                    && slow.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
            if (!quiet) {
                interrupt();
            }
        } catch (InterruptedException e) {
            interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void interrupt() {
        main.shutdownNow();
        slow.shutdownNow();
    }

    private static ThreadPoolExecutor lane(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor lane = new ThreadPoolExecutor(
                threads, threads, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        lane.allowCoreThreadTimeOut(true);
        return lane;
    }
}
