package dev.rollcall.app;

import dev.rollcall.budget.Meter;
import dev.rollcall.budget.QuotaWatch;
import dev.rollcall.common.Waiting;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.message.Notice;
import java.time.Duration;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an eye on the month's quota and tells the admins how it stands. One thread of its own. */
final class BudgetSide implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetSide.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Waiting waiting;
    private final QuotaWatch watch;
    private final Thread thread = new Thread(this::watch, "quota");

    private volatile boolean finished;

    /** @param tell tells the admins; whether anybody could be told */
    BudgetSide(Meter meter, Predicate<Notice> tell, Ledger ledger, Waiting waiting) {
        this.waiting = waiting;
        watch = new QuotaWatch(ledger, meter, tell);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try {
            while (!finished && !Thread.currentThread().isInterrupted()) {
                look();
                waiting.pause(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.debug("The quota is not watched any more");
        }
    }

    /** Looks once, as it does by itself every ten seconds. */
    void look() {
        try {
            watch.look();
        } catch (RuntimeException e) {
            LOG.error("The month's quota could not be looked at; the next look is in ten seconds", e);
        }
    }

    /** Looks no more after the look that is under way. */
    void finish() {
        finished = true;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
