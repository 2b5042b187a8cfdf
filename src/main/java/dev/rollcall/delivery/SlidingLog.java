package dev.rollcall.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * At most so many messages in any span of so long, exactly.
 *
 * <p>An attempt counts from the moment at which it had ended: it reached DingTalk no later than that, so DingTalk never
 * sees more, however slowly a message travelled. Not thread-safe.
 */
final class SlidingLog {
    private final int most;
    private final long span;
    private final Deque<Long> ends = new ArrayDeque<>();

    SlidingLog(int most, Duration span) {
        this.most = most;
        this.span = span.toNanos();
    }

    /** Notes an attempt that ended at {@code nanos}. */
    void add(long nanos) {
        ends.addLast(nanos);
        if (ends.size() > most) {
            ends.removeFirst();
        }
    }

    /** How many nanoseconds after {@code now} the next attempt may leave; zero: at once. */
    long delay(long now) {
        return ends.size() < most ? 0 : Math.max(0, ends.getFirst() + span - now);
    }
}
