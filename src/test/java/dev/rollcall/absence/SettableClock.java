package dev.rollcall.absence;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that stands until somebody sets it. */
final class SettableClock extends Clock {
    Instant now;

    SettableClock(Instant now) {
        this.now = now;
    }

    @Override
    public ZoneId getZone() {
        return Times.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
