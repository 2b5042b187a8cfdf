package dev.rollcall.acceptance;

import dev.rollcall.common.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Time that runs twenty times as fast for the program under test: its clock, its pauses, its deadlines and the time-outs
 * of its sockets alike. HTTP stays real; a server that is to be slow only has to be so for a twentieth of the time.
 */
final class QuickTime extends Clock implements Waiting {
    static final int TIMES = 20;

    private final Instant begin;
    private final long start = System.nanoTime();

    private QuickTime(Instant begin) {
        this.begin = begin;
    }

    /** Shows {@code begin} now. */
    static QuickTime from(Instant begin) {
        return new QuickTime(begin);
    }

    @Override
    public long nanos() {
        return (System.nanoTime() - start) * TIMES;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Waiting.real().pause(onTheMachine(duration));
    }

    @Override
    public Duration onTheMachine(Duration duration) {
        return duration.dividedBy(TIMES);
    }

    @Override
    public Instant instant() {
        return begin.plusNanos(nanos());
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
