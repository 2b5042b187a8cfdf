package dev.rollcall.app;

import dev.rollcall.check.Checks;
import dev.rollcall.check.NightlyContacts;
import dev.rollcall.check.NightlyCoverage;
import dev.rollcall.check.SweepAhead;
import dev.rollcall.check.Timetable;
import dev.rollcall.check.UnderWay;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.delivery.Deliverer;
import dev.rollcall.delivery.Outcome;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.dingtalk.DingTalkMessenger;
import dev.rollcall.dingtalk.WatchdogAddress;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MonthlyAllowance;
import dev.rollcall.message.Message;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What renders digests, posts them and writes it all down, on top of what reads. Thread-safe. */
public final class SendSide implements AutoCloseable {
    private final MonthlyAllowance allowance;
    private final Deliverer deliverer;
    private final Checks checks;

    /**
     * Sends nothing yet; {@code read} and {@code ledger} stay the caller's to close, after this.
     *
     * @param started when the program began to start
     */
    public SendSide(BotConfig config, ReadSide read, Ledger ledger, Clock clock, Waiting waiting, Instant started) {
        allowance = ledger.messages(config.dingtalk().monthlyMessages());
        deliverer = new Deliverer(
                new DingTalkMessenger(read.client(), clock, waiting, allowance::take),
                waiting,
                () -> ThreadLocalRandom.current().nextDouble(),
                read.metrics()::delivered);
        Timetable timetable =
                Timetable.of(config.zone(), config.cutoffs().values(), config.jitter(), config.correctAfter());
        UnderWay underWay = new UnderWay(read.executor());
        SweepAhead ahead = new SweepAhead(
                read.finder(),
                read.freshContacts(),
                read.settings(),
                timetable,
                ledger,
                config.dingtalk().requestsPerSecond(),
                read::sweepsAffordable,
                clock,
                waiting,
                underWay);
        checks = new Checks(
                read.finder(),
                deliverer,
                read.settings(),
                timetable,
                ledger,
                config.database().keepDays(),
                config.language(),
                clock,
                waiting,
                underWay,
                ahead,
                new NightlyContacts(
                        read.freshContacts(),
                        new NightlyCoverage(read::coverage, read.settings(), ledger),
                        read.settings(),
                        ledger,
                        waiting,
                        underWay),
                watchdog(config, waiting),
                started,
                read.metrics()::left);
    }

    private static @Nullable Supplier<Optional<String>> watchdog(BotConfig config, Waiting waiting) {
        URI address = config.web().heartbeatUrl();
        return address == null ? null : new WatchdogAddress(address, waiting)::fetch;
    }

    /** Makes whole checks. */
    public Checks checks() {
        return checks;
    }

    /** Sends {@code message}, of which nothing is written down, within {@code time}. */
    CompletableFuture<Outcome> tell(Recipient recipient, Message message, Duration time) {
        return deliverer.deliver(recipient, message, UUID.randomUUID(), time);
    }

    /** Whether nothing more can be sent this month. */
    boolean usedUp() {
        return allowance.usedUp();
    }

    @Override
    public void close() {
        checks.stop();
        deliverer.close();
        checks.close();
        allowance.close();
    }
}
