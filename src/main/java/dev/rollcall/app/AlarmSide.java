package dev.rollcall.app;

import dev.rollcall.check.CoverageNews;
import dev.rollcall.check.SilenceAlarm;
import dev.rollcall.common.Waiting;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every ten seconds whether the admins have to be told of a cutoff without an outcome, or of what the night has found.
 * One thread of its own: when the one that makes rounds hangs, that is what it is to notice.
 */
final class AlarmSide implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmSide.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final SilenceAlarm silence;
    private final CoverageNews news;
    private final Clock clock;
    private final Waiting waiting;
    private final Thread thread = new Thread(this::watch, "alarm");

    private volatile boolean finished;

    AlarmSide(SilenceAlarm silence, CoverageNews news, Clock clock, Waiting waiting) {
        this.silence = silence;
        this.news = news;
        this.clock = clock;
        this.waiting = waiting;
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
            LOG.debug("Nobody is alarmed any more");
        }
    }

    private void look() {
        try {
            silence.look();
            news.look(clock.instant());
        } catch (RuntimeException e) {
            LOG.error(
                    "It could not be looked whether admins have to be told something; the next look is in ten seconds",
                    e);
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
