package dev.rollcall.app;

import dev.rollcall.budget.Meter;
import dev.rollcall.config.BotConfig;
import dev.rollcall.ledger.ConnectionUse;
import dev.rollcall.ledger.LatestNumbers.Numbers;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.web.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How things stand, as {@code /metrics} tells it: looked up when somebody asks. Does I/O; thread-safe. */
final class Readings {
    private static final Logger LOG = LoggerFactory.getLogger(Readings.class);

    /** A slot that is due for so long and has no outcome is overdue. */
    private static final Duration WITHOUT_OUTCOME = Duration.ofMinutes(5);

    private final BotConfig config;
    private final Ledger ledger;
    private final Meter meter;
    private final Health health;
    private final ChatSide chat;
    private final ConfigState configuration;
    private final Clock clock;

    Readings(
            BotConfig config,
            Ledger ledger,
            Meter meter,
            Health health,
            ChatSide chat,
            ConfigState configuration,
            Clock clock) {
        this.config = config;
        this.ledger = ledger;
        this.meter = meter;
        this.health = health;
        this.chat = chat;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** What the ledger says of today; nothing while it cannot be reached. */
    Day day() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, config.zone());
        try {
            return new Day(
                    ledger.slotStates().of(today),
                    ledger.slotStates()
                            .withoutOutcome(now.minus(WITHOUT_OUTCOME).minus(config.jitter())),
                    config.web().metricsByDepartment() ? ledger.latestNumbers().of(today) : List.of());
        } catch (LedgerException e) {
            LOG.debug("Nobody knows how today stands: {}", e.getMessage());
            return Day.UNKNOWN;
        }
    }

    /** How the parts are that the next cutoff needs; those that are well say {@code ok}. */
    Map<String, String> parts() {
        return health.parts();
    }

    /** How the month's quota stands, some seconds ago at most. */
    Meter.State quota() {
        return meter.state();
    }

    /** Whether chat comes over the Stream connection; null where the configuration wants none. */
    @Nullable
    Boolean stream() {
        return chat.connected();
    }

    ConnectionUse connections() {
        return ledger.connections();
    }

    /** What has become of the configuration file since the start. */
    ConfigState configuration() {
        return configuration;
    }

    /**
     * What the ledger says of today, by its own work date.
     *
     * @param slots how many there are of each state
     * @param overdue how many, of whatever day, should have an outcome and have none; NaN: nobody knows
     * @param departments the numbers of each department's latest cutoff; none where the configuration does not want them
     */
    record Day(Map<SlotState, Integer> slots, double overdue, List<Numbers> departments) {
        private static final Day UNKNOWN = new Day(Map.of(), Double.NaN, List.of());
    }
}
