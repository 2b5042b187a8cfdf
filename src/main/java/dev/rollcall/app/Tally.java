package dev.rollcall.app;

import dev.rollcall.common.Waiting;
import java.time.Duration;

/** How often has something happened, how long did it take in all, and how long at most of late? Thread-safe. */
final class Tally {
    /** Of late: for so long at least the longest is remembered, and for twice as long at most. */
    private static final long WINDOW = Duration.ofMinutes(3).toNanos();

    private final Waiting waiting;
    private long count;
    private long nanos;
    private long longest;
    private long longestBefore;
    private long windowBegan;

    Tally(Waiting waiting) {
        this.waiting = waiting;
        windowBegan = waiting.nanos();
    }

    synchronized void add(Duration took) {
        turn();
        count++;
        nanos += took.toNanos();
        longest = Math.max(longest, took.toNanos());
    }

    synchronized long count() {
        return count;
    }

    /** In nanoseconds. */
    synchronized long sum() {
        return nanos;
    }

    /** In nanoseconds. */
    synchronized long longest() {
        turn();
        return Math.max(longest, longestBefore);
    }

    private void turn() {
        long now = waiting.nanos();
        long age = now - windowBegan;
        if (age >= WINDOW) {
            longestBefore = age >= 2 * WINDOW ? 0 : longest;
            longest = 0;
            windowBegan = now;
        }
    }
}
