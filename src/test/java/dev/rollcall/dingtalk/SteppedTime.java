package dev.rollcall.dingtalk;

import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Time for many callers at once, one of whom runs while the others wait: whoever pauses lets the one go on whose pause
 * ends first. So nobody is late but by the stalls that a test asks for, and the same seed gives the same run.
 */
final class SteppedTime implements Waiting {
    private final PriorityQueue<Sleeper> sleepers =
            new PriorityQueue<>(Comparator.comparingLong(Sleeper::wake).thenComparingLong(Sleeper::number));
    private final Supplier<Duration> stalls;
    private long now = -Duration.ofDays(3).toNanos();
    private long number;

    /** @param stalls by how much each pause takes longer than was asked for */
    SteppedTime(Supplier<Duration> stalls) {
        this.stalls = stalls;
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (duration.isNegative() || duration.isZero()) {
            return;
        }
        Sleeper own =
                sleep(duration.plus(stalls.get())); // Only one runs: the stalls come in the same order every time.
        next();
        own.awake().await();
    }

    /** Does all of {@code work} side by side in this time. */
    void each(List<Callable<Void>> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(work.size());
        try {
            List<Future<?>> all = new ArrayList<>();
            for (Callable<Void> one : work) {
                Sleeper begin = sleep(Duration.ZERO);
                all.add(executor.submit(() -> {
                    begin.awake().await();
                    try {
                        return one.call();
                    } finally {
                        next();
                    }
                }));
            }
            next();
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private synchronized Sleeper sleep(Duration duration) {
        Sleeper sleeper = new Sleeper(now + duration.toNanos(), number++, new CountDownLatch(1));
        sleepers.add(sleeper);
        return sleeper;
    }

    private synchronized void next() {
        Sleeper first = sleepers.poll();
        if (first != null) {
            now = Math.max(now, first.wake());
            first.awake().countDown();
        }
    }

    private record Sleeper(long wake, long number, CountDownLatch awake) {}
}
