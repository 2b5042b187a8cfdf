package dev.rollcall.acceptance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes as fast as the machine's and can be moved, forward and back, while it goes. */
final class MovedClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    /** Shows {@code instant} now. */
    static MovedClock at(Instant instant) {
        MovedClock clock = new MovedClock();
        clock.set(instant);
        return clock;
    }

    void set(Instant instant) {
        ahead = Duration.between(Instant.now(), instant);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
