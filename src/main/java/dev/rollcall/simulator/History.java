package dev.rollcall.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The attempts at robots, in the order in which they were decided. Safe for use by many threads. */
final class History {
    /** Some 300 bytes each. */
    static final int KEPT = 100_000;

    private final Deque<Attempt> attempts = new ArrayDeque<>();
    private long forgotten;

    synchronized void add(Attempt attempt) {
        if (attempts.size() == KEPT) {
            attempts.removeFirst();
            forgotten++;
        }
        attempts.addLast(attempt);
    }

    /** All of them; who judges by them must not be given a part. */
    synchronized List<Attempt> whole() {
        if (forgotten > 0) {
            throw new IllegalStateException(
                    "Only the last %d attempts are kept; %d before them are forgotten".formatted(KEPT, forgotten));
        }
        return List.copyOf(attempts);
    }

    /** Those that are kept, without the first {@code skipped} of all that there were. */
    synchronized List<Attempt> after(long skipped) {
        return attempts.stream().skip(Math.max(0, skipped - forgotten)).toList();
    }

    /** How many of the oldest are kept no longer. */
    synchronized long forgotten() {
        return forgotten;
    }

    synchronized void clear() {
        attempts.clear();
        forgotten = 0;
    }
}
