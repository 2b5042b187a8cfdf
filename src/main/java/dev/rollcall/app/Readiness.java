package dev.rollcall.app;

import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.check.CheckScheduler;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.dingtalk.DingTalkClient;
import dev.rollcall.web.Health;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the next cutoff has what it needs: an access token and a scheduler.
 *
 * <p>The token costs nothing of the quota; after a failure it is tried again at most twice a minute, however often
 * somebody asks.
 */
final class Readiness implements Health {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final DingTalkClient client;
    private final CheckScheduler scheduler;
    private final Waiting waiting;
    private long triedAt;
    private String token = "";

    Readiness(DingTalkClient client, CheckScheduler scheduler, Waiting waiting) {
        this.client = client;
        this.scheduler = scheduler;
        this.waiting = waiting;
    }

    @Override
    public Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("token", token());
        parts.put("scheduler", scheduler.running() ? "ok" : "stopped");
        return parts;
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
