package dev.rollcall.common;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Elapsed time and pauses: the one port through which this program waits, so that tests need not.
 *
 * <p>Independent of the wall clock: setting the machine's clock neither shortens nor prolongs a wait. Implementations
 * are thread-safe.
 */
public interface Waiting {
    /** A reading of a clock that only goes forward, in nanoseconds; only differences mean anything. */
    long nanos();

    /**
     * Blocks for {@code duration}; zero or less returns at once.
     *
     * @throws InterruptedException if the thread is asked to stop
     */
    void pause(Duration duration) throws InterruptedException;

    /**
     * How long {@code duration} of this time is by the machine's clock, for what can only wait by that one: a socket,
     * a future.
     */
    default Duration onTheMachine(Duration duration) {
        return duration;
    }

    /** Real time. */
    static Waiting real() {
        return RealWaiting.INSTANCE;
    }

    /** The machine's monotonic clock and the thread's own sleep. */
    enum RealWaiting implements Waiting {
        INSTANCE;

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            if (!duration.isNegative() && !duration.isZero()) {
                TimeUnit.NANOSECONDS.sleep(TimeUnit.NANOSECONDS.convert(duration));
            }
        }
    }
}
