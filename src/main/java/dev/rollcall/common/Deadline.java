package dev.rollcall.common;

import java.time.Duration;

/**
 * By when a piece of work must have ended: all retries, waits and pages of one roll call share one.
 *
 * <p>The work may turn out larger than assumed: {@link #plan} adds what DingTalk's own limits make unavoidable (the
 * floor), and the deadline is never less than twice the floor, unless it is a strict one. Thread-safe.
 */
public final class Deadline {
    private final Waiting waiting;
    private final long start;
    private final Duration least;
    private final boolean strict;
    private Duration floor = Duration.ZERO;

    private Deadline(Waiting waiting, Duration least, boolean strict) {
        this.waiting = waiting;
        this.start = waiting.nanos();
        this.least = least;
        this.strict = strict;
    }

    /** A deadline {@code least} from now, by {@code waiting}'s clock. */
    public static Deadline in(Duration least, Waiting waiting) {
        return new Deadline(waiting, least, false);
    }

    /** A deadline {@code time} from now that stays where it is, whatever work lies ahead. */
    public static Deadline strictlyIn(Duration time, Waiting waiting) {
        return new Deadline(waiting, time, true);
    }

    /** Says that work lies ahead that cannot take less than {@code more}. */
    public synchronized void plan(Duration more) {
        floor = strict ? Duration.ZERO : floor.plus(more);
    }

    /** The time left; zero when it is over, never negative. */
    public synchronized Duration left() {
        Duration whole = floor.multipliedBy(2).compareTo(least) > 0 ? floor.multipliedBy(2) : least;
        Duration left = whole.minusNanos(waiting.nanos() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** How long it is since it was set. */
    public Duration spent() {
        return Duration.ofNanos(waiting.nanos() - start);
    }

    /** Whether no time is left. */
    public boolean over() {
        return left().isZero();
    }
}
