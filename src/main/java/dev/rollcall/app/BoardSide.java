package dev.rollcall.app;

import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Run;
import dev.rollcall.check.Check;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.web.BoardApi;
import dev.rollcall.web.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the board's addresses answer from: the state of the day, and the ledger. Thread-safe. */
final class BoardSide {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

    private final BotConfig config;
    private final ReadSide read;
    private final Ledger ledger;
    private final Waiting waiting;

    BoardSide(BotConfig config, ReadSide read, Ledger ledger, Waiting waiting) {
        this.config = config;
        this.read = read;
        this.ledger = ledger;
        this.waiting = waiting;
    }

    BoardApi api(Clock clock) {
        List<Long> departments =
                config.departments().stream().map(DepartmentConfig::id).toList();
        return new BoardApi(config.web(), config.zone(), clock, departments, new Known(), this::deliveries);
    }

    private List<Delivery> deliveries(LocalDate workDate) {
        Map<SlotKey, Integer> attempts = ledger.outcomes().attempts(workDate);
        return ledger.slots().of(workDate).stream()
                .map(slot -> delivery(slot, attempts.getOrDefault(slot.key(), 0)))
                .toList();
    }

    private Delivery delivery(Slot slot, int attempts) {
        @Nullable Instant sentAt = slot.sentAt();
        return new Delivery(
                slot.key().department(),
                slot.name().isEmpty() ? configured(slot.key().department()) : slot.name(),
                slot.key().workDate().toString(),
                slot.key().cutoff(),
                slot.state().word(),
                slot.late(),
                attempts,
                slot.words(),
                sentAt == null ? null : FULL.format(sentAt.atZone(config.zone())));
    }

    private String configured(long department) {
        return config.departments().stream()
                .filter(one -> one.id() == department)
                .map(DepartmentConfig::name)
                .findFirst()
                .orElse("");
    }

    /** The state of the day that all share who ask, and for an instant of its own a roll call of its own. */
    private final class Known implements BoardApi.RollCalls {
        @Override
        public CompletableFuture<RollCall> of(Collection<Long> departments, LocalDate date) {
            return read.live().of(departments, date);
        }

        @Override
        public CompletableFuture<RollCall> at(Collection<Long> departments, LocalDate date, Instant asOf) {
            List<DepartmentConfig> wanted = config.departments().stream()
                    .filter(one -> departments.contains(one.id()))
                    .toList();
            Check check = new Check("check " + asOf, asOf, date, wanted, false);
            return CompletableFuture.supplyAsync(
                    () -> read.find(check, new Run(Deadline.in(LONGEST, waiting))), read.executor());
        }
    }
}
