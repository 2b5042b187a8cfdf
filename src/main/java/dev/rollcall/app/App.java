package dev.rollcall.app;

import dev.rollcall.budget.Meter;
import dev.rollcall.budget.QuotaWatch;
import dev.rollcall.check.CoverageNews;
import dev.rollcall.check.SilenceAlarm;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.web.DemoChats;
import dev.rollcall.web.DemoPage;
import dev.rollcall.web.LocalCommands;
import dev.rollcall.web.Routes;
import dev.rollcall.web.WebServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rollcall, running: cutoffs wake checks, checks post digests, the web answers. Thread-safe. */
public final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    /** As long as somebody waits for a command that is run for another process. */
    private static final Duration ANSWERS = Duration.ofMinutes(10);

    /** How often it is looked how the month's quota stands. */
    private static final Duration QUOTA = Duration.ofSeconds(10);

    private final BotConfig config;
    private final Ledger ledger;
    private final Clock clock;
    private final Waiting waiting;
    private final @Nullable DemoChats demo;
    private final @Nullable LocalCommands local;
    private final ConfigState configState;
    private final ReadSide read;
    private final SendSide send;
    private final Lookout budget;
    private final AlarmSide alarm;
    private final ChatSide chat;
    private final BoardSide board;
    private final HealthReport health;
    private final MetricsSide metrics;
    private final WebServer web;

    /**
     * Starts everything.
     *
     * @param demo the chats that the demo shows; null outside of it
     * @throws IOException if the port cannot be had
     * @throws dev.rollcall.ledger.LedgerException if the database cannot be opened
     */
    public App(BotConfig config, Clock clock, Waiting waiting, @Nullable DemoChats demo) throws IOException {
        this(config, clock.instant(), Ledger.open(config.database(), clock), clock, waiting, demo, null);
    }

    /**
     * The same with a ledger that is open already.
     *
     * @param started when the program began to start: cutoffs after that are not lost, however slow the start is
     * @param ledger is closed with this, also if this cannot be started
     * @param local commands that other processes of this machine may have run; null: none
     */
    public App(
            BotConfig config,
            Instant started,
            Ledger ledger,
            Clock clock,
            Waiting waiting,
            @Nullable DemoChats demo,
            @Nullable LocalCommands local)
            throws IOException {
        this(config, started, ledger, clock, waiting, demo, local, null);
        serve();
    }

    private App(
            BotConfig config,
            Instant started,
            Ledger ledger,
            Clock clock,
            Waiting waiting,
            @Nullable DemoChats demo,
            @Nullable LocalCommands local,
            @Nullable App before)
            throws IOException {
        this.config = config;
        this.ledger = ledger;
        this.clock = clock;
        this.waiting = waiting;
        this.demo = demo;
        this.local = local;
        configState = before == null ? new ConfigState(clock) : before.configState;
        read = new ReadSide(config, clock, waiting, ledger, before == null ? null : before.read);
        send = new SendSide(config, read, ledger, clock, waiting, started);
        Meter meter = Objects.requireNonNull(read.meter());
        Readiness readiness = new Readiness(read.client(), send, meter, ledger, configState, clock, waiting);
        Admins admins = new Admins(config, send, clock);
        QuotaWatch quota = new QuotaWatch(ledger, meter, admins::tell);
        budget = new Lookout("quota", QUOTA, List.of(quota::look), waiting);
        chat = new ChatSide(
                config,
                read,
                send,
                meter,
                ledger,
                readiness::partsAndConfiguration,
                clock,
                waiting,
                before == null ? null : before.chat);
        alarm = new AlarmSide(
                new SilenceAlarm(send.checks(), ledger, admins::tell, clock, waiting),
                new CoverageNews(ledger, read.settings(), config.people(), admins::tell),
                admins,
                configState,
                chat::connected,
                ledger,
                clock,
                waiting,
                before == null ? null : before.alarm);
        board = new BoardSide(config, read, send.checks().previews(), meter, ledger, clock, waiting);
        health = before == null ? new HealthReport(readiness, started, clock) : before.health.of(readiness);
        metrics = new MetricsSide(
                read.metrics(), new Readings(config, ledger, meter, health, chat, configState, clock), board.access());
        web = web(before);
    }

    private WebServer web(@Nullable App before) throws IOException {
        Routes[] parts = Stream.of(
                        board.routes(chat.doctor()).stream(),
                        Stream.of(metrics.routes()),
                        Stream.ofNullable(demo).map(DemoPage::new),
                        Stream.ofNullable(local),
                        Stream.ofNullable(chat.callback()))
                .flatMap(some -> some)
                .toArray(Routes[]::new);
        try {
            return before == null
                    ? WebServer.start(config.web().host(), config.web().port(), health, parts)
                    : before.web.beside(health, parts);
        } catch (IOException | RuntimeException e) {
            board.close();
            chat.close();
            send.close();
            read.close();
            if (before == null) {
                ledger.close();
            }
            throw e;
        }
    }

    /**
     * Starts another with {@code next}, of which the address on which the web listens and the database are not looked at: they
     * stay. From here on it takes up what is due and answers what is asked, and this one only finishes what it has begun;
     * {@link #retire} it. Both have the same ledger, to which they are two processes: nothing is lost or doubled.
     *
     * @throws IOException if it cannot be started: then this one goes on as before
     * @throws RuntimeException likewise
     */
    public App successor(BotConfig next) throws IOException {
        ledger.slots().renew(send.checks().process()); // While it is away nothing of the other need be made.
        App successor = new App(next, clock.instant(), ledger, clock, waiting, demo, local, this);
        try {
            successor.start();
        } catch (RuntimeException e) {
            successor.end();
            throw e;
        }
        successor.read.client().takesOver();
        send.checks().takeNothingMore();
        budget.finish();
        alarm.finish();
        web.listenNoMore();
        board.hangUp();
        return successor;
    }

    /**
     * Finishes the roll calls, digests and answers that were begun, and closes everything but the ledger. Blocks; an interrupt
     * hurries it.
     */
    public void retire() {
        try {
            chat.finish();
            send.checks().finish();
            web.finish(ANSWERS, waiting);
        } catch (InterruptedException e) {
            LOG.debug("The program stops: what is not finished is given back");
        }
        end();
    }

    private void start() {
        send.checks().serve();
        budget.start();
        alarm.start();
        chat.start();
        board.start();
    }

    private void serve() {
        try {
            start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public BotConfig config() {
        return config;
    }

    /** What has become of the configuration file since the start. */
    ConfigState configState() {
        return configState;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** What asks DingTalk. */
    public ReadSide read() {
        return read;
    }

    /** What posts. */
    public SendSide send() {
        return send;
    }

    /** What makes daily reports. */
    public Reports reports() {
        return board.reports();
    }

    /** What examines everything. */
    public DoctorSide doctor() {
        return chat.doctor();
    }

    /** Looks once for what is due, as a cutoff does, and how the month's quota stands. */
    public void round() {
        send.checks().round();
        budget.look();
    }

    /** The port of the web. */
    public int port() {
        return web.port();
    }

    /** The port of the web at which processes of this machine have commands run, at 127.0.0.1. */
    public int localPort() {
        return web.localPort();
    }

    /** Stops in reverse: no answer, no new attempt, no new call; its slots are given back. Takes a few seconds at most. */
    @Override
    public void close() {
        end();
        ledger.close();
    }

    private void end() {
        ended(board::close);
        ended(web::close);
        ended(metrics::close);
        ended(chat::close);
        ended(alarm::close);
        ended(budget::close);
        ended(send::close);
        ended(read::close);
    }

    /** What one part cannot end is no reason to leave the others running. */
    private static void ended(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            LOG.error("A part of the program did not end cleanly", e);
        }
    }
}
