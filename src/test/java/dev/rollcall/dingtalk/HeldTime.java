package dev.rollcall.dingtalk;

import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Time that stands still until a test moves it: whoever pauses meanwhile waits in earnest. */
final class HeldTime implements Waiting {
    private final int times;
    private final BlockingQueue<Duration> begun = new LinkedBlockingQueue<>();
    private long now = -Duration.ofDays(3).toNanos();

    HeldTime() {
        this(1);
    }

    /** @param times how much faster than this time the machine's own waits go */
    HeldTime(int times) {
        this.times = times;
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        synchronized (this) {
            long end = now + duration.toNanos();
            begun.add(duration);
            while (end - now > 0) {
                wait();
            }
        }
    }

    @Override
    public Duration onTheMachine(Duration duration) {
        return duration.dividedBy(times);
    }

    synchronized void advance(Duration duration) {
        now += duration.toNanos();
        notifyAll();
    }

    /** The next pause that is {@code wanted}, as soon as it has begun; those before it are not asked for again. */
    Duration begun(Predicate<Duration> wanted) throws InterruptedException {
        for (Duration one = begun.poll(20, TimeUnit.SECONDS); one != null; one = begun.poll(20, TimeUnit.SECONDS)) {
            if (wanted.test(one)) {
                return one;
            }
        }
        throw new AssertionError("nobody pauses like that");
    }
}
