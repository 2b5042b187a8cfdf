package dev.rollcall.dingtalk;

import dev.rollcall.common.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when somebody waits: pauses return at once and move it on. */
class VirtualTime implements Waiting {
    /** 09:40 in Shanghai on a Friday. */
    static final Instant START = Instant.parse("2026-11-20T01:40:00Z");

    /** A reading as a long-running machine may give it: negative. */
    private static final long FIRST = -Duration.ofDays(3).toNanos();

    private static final Duration POLL = Duration.ofMillis(5);

    private final AtomicLong nanos = new AtomicLong(FIRST);
    private final ConcurrentLinkedQueue<Duration> pauses = new ConcurrentLinkedQueue<>();

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (duration.equals(POLL)) { // Somebody looks again and again for what other threads do in real time.
            Thread.yield();
            advance(Duration.ofNanos(1000));
        } else if (!duration.isNegative()) {
            pauses.add(duration);
            nanos.accumulateAndGet(nanos.get() + duration.toNanos(), Math::max);
        }
    }

    void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    /** What passed since the start. */
    Duration passed() {
        return Duration.ofNanos(nanos.get() - FIRST);
    }

    List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    /** A wall clock that goes along. */
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return START.plus(passed());
            }
        };
    }
}
