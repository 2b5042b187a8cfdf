package dev.rollcall.app;

import dev.rollcall.absence.Run;
import dev.rollcall.check.Check;
import dev.rollcall.check.CheckScheduler;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.web.DemoChats;
import dev.rollcall.web.WebServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rollcall, running: cutoffs wake checks, checks post digests, the web answers. Thread-safe. */
public final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    /** How long one roll call of a cutoff may take, unless twice its floor is longer. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final Clock clock;
    private final Waiting waiting;
    private final ReadSide read;
    private final SendSide send;
    private final CheckScheduler scheduler;
    private final WebServer web;

    /**
     * Starts everything.
     *
     * @param demo the chats that the demo shows; null outside of it
     * @throws IOException if the port cannot be had
     */
    public App(BotConfig config, Clock clock, Waiting waiting, @Nullable DemoChats demo) throws IOException {
        Instant since = clock.instant();
        this.clock = clock;
        this.waiting = waiting;
        read = new ReadSide(config, clock, waiting);
        send = new SendSide(config, read, clock, waiting);
        scheduler = new CheckScheduler(
                config.cutoffs().values(),
                read.settings(),
                config.jitter(),
                clock,
                waiting,
                () -> ThreadLocalRandom.current().nextDouble(),
                read.executor(),
                this::check);
        web = web(config, demo);
        start(since);
    }

    private WebServer web(BotConfig config, @Nullable DemoChats demo) throws IOException {
        Readiness readiness = new Readiness(read.client(), scheduler, waiting);
        try {
            return WebServer.start(config.web().host(), config.web().port(), readiness, demo);
        } catch (IOException | RuntimeException e) {
            scheduler.close();
            send.close();
            read.close();
            throw e;
        }
    }

    private void start(Instant since) {
        try {
            scheduler.start(since);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void check(CutoffConfig cutoff, Check check) {
        Duration worth = Duration.between(clock.instant(), check.asOf().plus(cutoff.maxLate()));
        if (worth.isNegative() || worth.isZero()) {
            LOG.error("Missed digest '{}' of {}: later than max_late; not posted", check.cutoff(), check.workDate());
            return;
        }
        send.runner().run(check, new Run(Deadline.in(DEADLINE, waiting)), worth, rollCall -> {});
    }

    /** The port of the web. */
    public int port() {
        return web.port();
    }

    /** Stops in reverse: no new check, no new attempt, no answer. Takes a few seconds at most. */
    @Override
    public void close() {
        scheduler.close();
        web.close();
        send.close();
        read.close();
    }
}
