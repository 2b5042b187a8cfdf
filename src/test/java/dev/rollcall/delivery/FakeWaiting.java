package dev.rollcall.delivery;

import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only by waiting, and then at once. */
final class FakeWaiting implements Waiting {
    private final AtomicLong nanos = new AtomicLong(42_000_000_000L);

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void pause(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    double seconds() {
        return nanos.get() / 1e9;
    }
}
