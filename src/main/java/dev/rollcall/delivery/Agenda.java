package dev.rollcall.delivery;

import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Does things later, on one thread of its own, so that whoever waits holds no thread.
 *
 * <p>Waits through {@link Waiting}. What it does must not block. Thread-safe; {@link #close} drops what is left.
 */
final class Agenda implements AutoCloseable {
    private final Waiting waiting;
    private final PriorityQueue<Item> items = new PriorityQueue<>(Comparator.comparingLong(Item::nanosFromStart));
    private final long start;
    private final Thread thread;
    private boolean pausing;
    private boolean closed;

    Agenda(Waiting waiting) {
        this.waiting = waiting;
        this.start = waiting.nanos();
        this.thread = new Thread(this::work, "delivery-agenda");
        thread.setDaemon(true);
        thread.start();
    }

    /** Runs {@code action} at {@code nanos} of the waiting's clock, or soon if that is over. */
    synchronized Item at(long nanos, Runnable action) {
        Item item = new Item(nanos - start, action);
        items.add(item);
        wake();
        return item;
    }

    /** Takes {@code item} back if it has not begun. */
    synchronized void drop(Item item) {
        items.remove(item);
    }

    @Override
    public synchronized void close() {
        closed = true;
        items.clear();
        wake();
    }

    private void wake() {
        notifyAll();
        if (pausing) {
            thread.interrupt();
        }
    }

    private void work() {
        Item next = next();
        while (next != null) {
            long left = next.nanosFromStart() - (waiting.nanos() - start);
            if (left <= 0) {
                run(next);
            } else {
                pause(left);
            }
            next = next();
        }
    }

    /** The first item, waiting for one; null when closed. */
    private synchronized @Nullable Item next() {
        while (items.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        pausing = !closed;
        return closed ? null : items.peek();
    }

    private void run(Item item) {
        boolean mine;
        synchronized (this) {
            awake();
            mine = items.remove(item);
        }
        if (mine) {
            item.action().run();
        }
    }

    private void pause(long nanos) {
        try {
            waiting.pause(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            // Something came up that is earlier, or the end: next() sees which.
        }
        synchronized (this) {
            awake();
        }
    }

    /** From here on nobody interrupts; whoever has, did it to end a pause that has ended. */
    private void awake() {
        pausing = false;
        Thread.interrupted();
    }

    /**
     * Something to do.
     *
     * @param nanosFromStart when
     * @param action what
     */
    record Item(long nanosFromStart, Runnable action) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
