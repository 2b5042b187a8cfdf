package dev.rollcall.acceptance;

import dev.rollcall.common.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time that runs twenty times as fast, or as is said, for the program under test: its clock, its pauses, its deadlines and the time-outs
 * of its sockets alike. HTTP stays real; a server that is to be slow only has to be so for a twentieth of the time.
 */
final class QuickTime extends Clock implements Waiting {
    static final int TIMES = 20;

    /** Shorter pauses are kept exactly; no leap ends them. */
    private static final Duration EXACT = Duration.ofMillis(5);

    private static final Duration LONGEST = Duration.ofDays(365);

    private final Instant begin;
    private final int times;
    private final long start = System.nanoTime();
    private final AtomicLong leapt = new AtomicLong();

    private QuickTime(Instant begin, int times) {
        this.begin = begin;
        this.times = times;
    }

    /** Shows {@code begin} now. */
    static QuickTime from(Instant begin) {
        return from(begin, TIMES);
    }

    /** The same, where so much is to be done that the machine could not do it in a twentieth of the time. */
    static QuickTime from(Instant begin, int times) {
        return new QuickTime(begin, times);
    }

    @Override
    public long nanos() {
        return (System.nanoTime() - start) * times + leapt.get();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Duration longest = duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
        if (onTheMachine(longest).compareTo(EXACT) < 0) {
            Waiting.real().pause(onTheMachine(longest));
            return;
        }
        long end = nanos() + longest.toNanos();
        synchronized (this) {
            for (long left = end - nanos(); left > 0; left = end - nanos()) {
                TimeUnit.NANOSECONDS.timedWait(this, left / times + 1);
            }
        }
    }

    /** Goes forward at once; whoever pauses meanwhile has waited for so long. */
    void leap(Duration duration) {
        leapt.addAndGet(duration.toNanos());
        synchronized (this) {
            notifyAll();
        }
    }

    @Override
    public Duration onTheMachine(Duration duration) {
        return duration.dividedBy(times);
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
