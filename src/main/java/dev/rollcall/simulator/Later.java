package dev.rollcall.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Work that is due at an instant of the settings' clock. That clock may be moved by hand, so it is looked at every few
 * milliseconds of real time. Safe for use by many threads; work is done on one thread and must not wait there.
 */
final class Later implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private record Work(Instant due, long number, Runnable task) {}

    private final Clock clock;
    private final PriorityQueue<Work> waiting =
            new PriorityQueue<>(Comparator.comparing(Work::due).thenComparing(Work::number));
    private @Nullable ScheduledThreadPoolExecutor looking;
    private boolean closed;
    private long number;

    Later(Clock clock) {
        this.clock = clock;
    }

    synchronized void at(Instant due, Runnable task) {
        waiting.add(new Work(due, ++number, task));
        if (looking == null && !closed) {
            looking = start();
        }
    }

    /** Forgets all that is still to be done. */
    synchronized void clear() {
        waiting.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (looking != null) {
            looking.shutdownNow();
        }
    }

    private ScheduledThreadPoolExecutor start() {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(1, Later::thread, new ThreadPoolExecutor.DiscardPolicy());
        ScheduledFuture<?> unused =
                executor.scheduleWithFixedDelay(() -> look(executor), 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return executor;
    }

    /** Each task is on its own, so that one that fails does not end the looking. */
    private synchronized void look(ScheduledThreadPoolExecutor executor) {
        Instant now = clock.instant();
        for (Work next = waiting.peek(); next != null && !next.due().isAfter(now); next = waiting.peek()) {
            waiting.remove();
            executor.execute(next.task());
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "simulator-clock");
        thread.setDaemon(true);
        return thread;
    }
}
