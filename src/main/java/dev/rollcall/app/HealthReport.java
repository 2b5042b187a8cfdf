package dev.rollcall.app;

import dev.rollcall.web.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** How the parts of the program are, since when those that are ill are so, and what runs here for how long. Thread-safe. */
final class HealthReport implements Health {
    private final Health parts;
    private final Instant started;
    private final Clock clock;
    private final Map<String, Instant> since;

    /**
     * @param parts how they are now
     * @param started when the program began to start
     */
    HealthReport(Health parts, Instant started, Clock clock) {
        this(parts, started, clock, Map.of());
    }

    private HealthReport(Health parts, Instant started, Clock clock, Map<String, Instant> since) {
        this.parts = parts;
        this.since = new LinkedHashMap<>(since);
        this.started = started;
        this.clock = clock;
    }

    /** That of other parts, which take the place of these. */
    HealthReport of(Health others) {
        return new HealthReport(others, started, clock, since());
    }

    /** The version of this program; "development" where its classes are run without a jar. */
    static String version() {
        return Objects.requireNonNullElse(App.class.getPackage().getImplementationVersion(), "development");
    }

    @Override
    public Map<String, String> parts() {
        Map<String, String> now = parts.parts();
        note(now);
        return now;
    }

    private synchronized void note(Map<String, String> now) {
        Instant seen = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        now.forEach((part, word) -> {
            if (word.equals(WELL)) {
                since.remove(part);
            } else {
                since.putIfAbsent(part, seen);
            }
        });
    }

    @Override
    public synchronized Map<String, Instant> since() {
        return new LinkedHashMap<>(since);
    }

    @Override
    public String configuration() {
        return parts.configuration();
    }

    @Override
    public Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("version", version());
        about.put("started_at", started.truncatedTo(ChronoUnit.SECONDS).toString());
        about.put("uptime_seconds", Duration.between(started, clock.instant()).toSeconds());
        return about;
    }
}
