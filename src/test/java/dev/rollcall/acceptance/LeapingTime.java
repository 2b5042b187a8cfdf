package dev.rollcall.acceptance;

import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Real time that leaps forward when it is told to; nobody may be waiting then. */
final class LeapingTime implements Waiting {
    private final AtomicLong leapt = new AtomicLong();

    void leap(Duration duration) {
        leapt.addAndGet(duration.toNanos());
    }

    @Override
    public long nanos() {
        return System.nanoTime() + leapt.get();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Waiting.real().pause(duration);
    }
}
