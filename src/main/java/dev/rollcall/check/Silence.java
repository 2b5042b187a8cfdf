package dev.rollcall.check;

import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is a cutoff that was due without an outcome? Either the ledger holds a slot of it that has not ended, or nobody has even
 * written it down: then whoever should has stopped. Reads the ledger, where that is said; thread-safe.
 */
final class Silence {
    /** So long a cutoff may be without an outcome, besides the jitter by which it may begin later. Whoever looks every ten seconds knows of it within five minutes. */
    static final Duration PATIENCE = Duration.ofSeconds(260);

    /** Cutoffs before that say nothing of now. */
    private static final Duration LOOKED_BACK = Duration.ofHours(24);

    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final Ledger ledger;
    private final CheckSettings settings;
    private final Timetable timetable;
    private final Recipients recipients;
    private final Instant started;

    /** @param started when this process began to start: the first round looks after what was due before */
    Silence(Ledger ledger, CheckSettings settings, Timetable timetable, Recipients recipients, Instant started) {
        this.ledger = ledger;
        this.settings = settings;
        this.timetable = timetable;
        this.recipients = recipients;
        this.started = started;
    }

    /**
     * The oldest cutoff that has been without an outcome for too long at {@code now}; empty where there is none.
     *
     * @throws LedgerException if the ledger cannot be reached
     */
    Optional<Overdue> overdue(Instant now) {
        Instant before = now.minus(PATIENCE).minus(timetable.jitter());
        Optional<Overdue> open =
                ledger.outcomes().open(before).map(one -> new Overdue(one.asOf(), one.slots(), one.reason()));
        return open.isPresent() ? open : unplanned(before);
    }

    /** Whether at {@code now} nothing is under way, so that the ledger has nothing more to say of what was due. */
    boolean settled(Instant now) {
        return ledger.outcomes().open(now.plus(A_MOMENT)).isEmpty();
    }

    private Optional<Overdue> unplanned(Instant before) {
        Optional<Instant> due = lastDue(started, before);
        return due.isPresent()
                        && ledger.horizon()
                                .plannedUntil()
                                .filter(until -> !until.isBefore(due.get()))
                                .isEmpty()
                ? due.map(cutoff -> new Overdue(cutoff, 0, null))
                : Optional.empty();
    }

    /** The last cutoff after {@code after} and before {@code before} at which something is posted; within a day. */
    Optional<Instant> lastDue(Instant after, Instant before) {
        Instant yesterday = before.minus(LOOKED_BACK);
        Instant from = after.isBefore(yesterday) ? yesterday : after.plus(A_MOMENT);
        Instant to = before.minus(A_MOMENT);
        return timetable.cutoffs().values().stream()
                .filter(this::watched)
                .flatMap(cutoff -> timetable.firings(cutoff, from, to).stream())
                .map(ZonedDateTime::toInstant)
                .max(Comparator.naturalOrder());
    }

    /** {@code cutoff} as the configuration has it. */
    ZonedDateTime local(Instant cutoff) {
        return cutoff.atZone(timetable.zone());
    }

    private boolean watched(CutoffConfig cutoff) {
        CompanyConfig company = settings.company();
        boolean rollUp = company != null && company.cutoffs().contains(cutoff.name());
        return rollUp
                || settings.departments().stream()
                        .filter(department -> department.cutoffs().contains(cutoff.name()))
                        .anyMatch(department ->
                                recipients.of(department, department.name()).isPresent());
    }

    /**
     * A cutoff without an outcome.
     *
     * @param digests how many digests of it are to come; 0: nobody has begun
     * @param reason why one of them was put off, a word as of a slot; null where none was
     */
    record Overdue(Instant cutoff, int digests, @Nullable String reason) {}
}
