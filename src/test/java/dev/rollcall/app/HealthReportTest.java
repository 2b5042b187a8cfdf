package dev.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Since when something is wrong is remembered until it is well again, whatever it is called meanwhile. */
class HealthReportTest {
    private static final Instant STARTED = Instant.parse("2026-11-20T01:00:00Z");

    private final Map<String, String> parts = new HashMap<>(Map.of("token", "ok", "database", "ok"));
    private Instant now = STARTED;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final HealthReport report = new HealthReport(() -> parts, STARTED, clock);

    @Test
    void aPartIsIllSinceItWasFirstSeenToBe() {
        assertThat(report.parts()).isEqualTo(parts);
        assertThat(report.since()).isEmpty();

        now = STARTED.plusSeconds(60);
        parts.put("database", "unreachable");
        report.parts();
        now = STARTED.plusSeconds(120);
        parts.put("database", "full");
        report.parts();
        assertThat(report.since()).containsExactly(Map.entry("database", STARTED.plusSeconds(60)));

        parts.put("database", "ok");
        report.parts();
        assertThat(report.since()).isEmpty();
    }

    @Test
    void whoIsToldMoreHearsWhatRunsAndSinceWhen() {
        now = STARTED.plus(Duration.ofHours(3));

        assertThat(report.about())
                .containsEntry("version", HealthReport.version())
                .containsEntry("started_at", "2026-11-20T01:00:00Z")
                .containsEntry("uptime_seconds", 10_800L);
    }

    @Test
    void whatIsIllStaysSoUnderAnotherConfiguration() {
        parts.put("database", "unreachable");
        report.parts();
        now = STARTED.plusSeconds(60);

        HealthReport next = report.of(() -> parts);
        next.parts();

        assertThat(next.since()).containsExactly(Map.entry("database", STARTED));
        assertThat(next.about()).containsEntry("uptime_seconds", 60L);
    }

    @Test
    void sinceWhenTheConfigurationIsInForceIsNotChangedByOneThatIsRefused() {
        ConfigState state = new ConfigState(clock);
        assertThat(state.isRefused()).isFalse();
        assertThat(state.takenAt()).isEqualTo(STARTED);

        now = STARTED.plusSeconds(60);
        state.refuse(List.of("bot-config.yaml:3: surprise: is not a known key"));
        assertThat(state.isRefused()).isTrue();
        assertThat(state.takenAt()).isEqualTo(STARTED);
        state.taken(List.of());
        assertThat(state.isRefused()).isFalse();
        assertThat(state.takenAt()).isEqualTo(now);
    }
}
