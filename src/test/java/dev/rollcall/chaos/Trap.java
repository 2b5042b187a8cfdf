package dev.rollcall.chaos;

import dev.rollcall.simulator.Phase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Does something the n-th time that DingTalk is so far with such a call, while the call waits. Thread-safe. */
final class Trap {
    private final Predicate<String> path;
    private final Phase phase;
    private final AtomicInteger left;
    private final Runnable then;
    private final CountDownLatch shut = new CountDownLatch(1);

    Trap(Predicate<String> path, Phase phase, int nth, Runnable then) {
        this.path = path;
        this.phase = phase;
        this.then = then;
        left = new AtomicInteger(nth);
    }

    static Trap none() {
        return new Trap(any -> false, Phase.ARRIVED, 1, () -> {});
    }

    void met(String asked, Phase where) {
        if (where == phase && path.test(asked) && left.decrementAndGet() == 0) {
            try {
                then.run();
            } finally {
                shut.countDown();
            }
        }
    }

    void await(Duration most, Child child) throws InterruptedException {
        if (!shut.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("DingTalk was not asked within " + most + ":\n" + child.log());
        }
    }
}
