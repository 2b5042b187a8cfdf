package dev.rollcall.app;

import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.budget.Meter;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.dingtalk.DingTalkClient;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.QuotaMarks;
import dev.rollcall.web.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the next cutoff has what it needs, an access token, a scheduler and the database, and whether the last ones
 * have ended well.
 *
 * <p>The token costs nothing of the quota; after a failure it is tried again at most twice a minute, however often
 * somebody asks.
 */
final class Readiness implements Health {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** Cutoffs before that say nothing of now. */
    private static final Duration LOOKED_BACK = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final DingTalkClient client;
    private final SendSide send;
    private final Meter meter;
    private final Ledger ledger;
    private final ConfigState configState;
    private final Clock clock;
    private final Waiting waiting;
    private long triedAt;
    private String token = "";

    Readiness(
            DingTalkClient client,
            SendSide send,
            Meter meter,
            Ledger ledger,
            ConfigState configState,
            Clock clock,
            Waiting waiting) {
        this.client = client;
        this.send = send;
        this.meter = meter;
        this.ledger = ledger;
        this.configState = configState;
        this.clock = clock;
        this.waiting = waiting;
    }

    @Override
    public Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("token", token());
        parts.put("calls", meter.state().callPercent() == QuotaMarks.ALL ? "quota" : "ok");
        parts.put("scheduler", send.checks().running() ? "ok" : "stopped");
        ledger(parts);
        return parts;
    }

    /** The same for the doctor, and whether what stands in the configuration file is in force. */
    Map<String, String> partsAndConfiguration() {
        Map<String, String> parts = new LinkedHashMap<>(parts());
        parts.put("configuration", configState.isRefused() ? "refused" : "ok");
        return parts;
    }

    @Override
    public String configuration() {
        return configState.words();
    }

    private void ledger(Map<String, String> parts) {
        try {
            Instant now = clock.instant();
            boolean overdue = send.checks().overdue();
            boolean failing = ledger.outcomes().lastAllFailed(now.minus(LOOKED_BACK));
            LedgerException.Reason unwritten = send.checks().trouble(); // A database may be read and take nothing.
            parts.put("database", unwritten == null ? "ok" : word(unwritten));
            parts.put("cutoffs", overdue ? "overdue" : "ok");
            parts.put("delivery", failing ? "failing" : send.usedUp() ? "quota" : "ok");
        } catch (LedgerException e) {
            LOG.debug("Not ready: {}", e.getMessage());
            parts.put("database", word(e.reason()));
        }
    }

    private static String word(LedgerException.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private synchronized String token() {
        long now = waiting.nanos();
        if (token.isEmpty() || now - triedAt > PAUSE.toNanos()) {
            triedAt = now;
            try {
                client.authenticate(new Run(Deadline.in(PATIENCE, waiting)));
                token = "ok";
            } catch (SourceException e) {
                LOG.warn("Not ready: {}", e.getMessage());
                token = e.reason().name().toLowerCase(Locale.ROOT);
            }
        }
        return token;
    }
}
