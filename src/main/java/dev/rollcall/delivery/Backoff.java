package dev.rollcall.delivery;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before the next attempt: twice as long each time, half of it by chance, 0.5 s to 30 s. */
final class Backoff {
    private static final long FIRST = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST = Duration.ofSeconds(30).toNanos();
    private static final int DOUBLINGS = 5;

    private final DoubleSupplier chance;

    /** {@code chance} gives numbers from 0 to below 1; called from many threads. */
    Backoff(DoubleSupplier chance) {
        this.chance = chance;
    }

    /** The wait in nanoseconds after {@code failures} in a row; at least one. */
    long after(int failures) {
        long ceiling = Math.min(LONGEST, FIRST << Math.min(failures - 1, DOUBLINGS));
        return (long) (ceiling * (0.5 + chance.getAsDouble() / 2));
    }
}
