package dev.rollcall.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Have the last cutoffs ended well, and what did it take? Thread-safe; every call is one transaction. */
public final class Outcomes {
    private final Database database;
    private final SlotRows rows;

    Outcomes(Database database, SlotRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** The oldest cutoff before {@code before} of which a slot has no outcome yet; empty where all have one. */
    public Optional<Open> open(Instant before) {
        return database.in(
                "look for slots without an outcome",
                handle -> handle.createQuery("select as_of, count(*) as slots, max(reason) as reason from slot"
                                + " where state in " + Slots.OPEN + " and as_of < :before"
                                + " group by as_of order by as_of limit 1")
                        .bind("before", before)
                        .map((row, context) -> new Open(
                                Objects.requireNonNull(Instants.instant(row, "as_of")),
                                row.getInt("slots"),
                                row.getString("reason")))
                        .findFirst());
    }

    /**
     * Of each department the last slot that was sent, or failed for one of {@code reasons}, from {@code first} on; of the
     * company's roll-up too. By department.
     */
    public Map<Long, Slot> lastDeliveries(LocalDate first, Collection<String> reasons) {
        return database.reading("read how the last digests were delivered", handle -> {
            Map<Long, Slot> last = new HashMap<>();
            rows
                    .of(handle.createQuery(
                                    "select * from slot where work_date >= :first and state in ('sent', 'failed')"
                                            + " order by as_of")
                            .bind("first", first))
                    .stream()
                    .filter(slot -> slot.state() == SlotState.SENT
                            || (slot.reason() != null && reasons.contains(slot.reason())))
                    .forEach(slot -> last.put(slot.key().department(), slot));
            return last;
        });
    }

    /**
     * When each robot has taken a message for the last time, of those that have done so not longer than {@code within} ago
     * and have not failed since; by the fingerprint of its token.
     */
    public Map<String, Instant> lastTaken(Duration within) {
        return lastEnded(within, "TAKEN");
    }

    /** When each robot has failed for the last time, of those that have done so and have taken nothing since; likewise. */
    public Map<String, Instant> lastFailed(Duration within) {
        return lastEnded(within, "FAILED");
    }

    private Map<String, Instant> lastEnded(Duration within, String how) {
        return database.in("read how the last messages of robots ended", handle -> {
            Map<String, Instant> ended = new HashMap<>();
            handle.createQuery("select robot, max(ended_at) as last_at from attempt where ended_at >= :since"
                            + " group by robot having max(ended_at)"
                            + " = max(case when (outcome = 'TAKEN') = (:how = 'TAKEN') then ended_at end)")
                    .bind("since", database.now(handle).minus(within))
                    .bind("how", how)
                    .map((row, context) ->
                            ended.put(row.getString("robot"), Objects.requireNonNull(Instants.instant(row, "last_at"))))
                    .list();
            return ended;
        });
    }

    /** Whether of the last cutoff since {@code since} that had an outcome not one digest was taken, and some were not. */
    public boolean lastAllFailed(Instant since) {
        return database.in(
                "look how the last cutoff ended",
                handle -> handle.createQuery("select count(*) from slot where state in ('failed', 'missed')"
                                        + " and as_of = (select max(as_of) from slot"
                                        + "  where state in ('sent', 'failed', 'missed') and as_of >= :since)"
                                        + " and not exists (select 1 from slot s where s.state = 'sent'"
                                        + "  and s.as_of = slot.as_of)")
                                .bind("since", since)
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    /** How often it was tried to send the digests of {@code workDate}, by slot; of several of one slot the last one. */
    public Map<SlotKey, Integer> attempts(LocalDate workDate) {
        return database.in("count attempts", handle -> {
            Map<SlotKey, Integer> attempts = new HashMap<>();
            handle.createQuery("select department, work_date, cutoff, attempts from delivery"
                            + " where work_date = :workDate and kind = 'DIGEST' order by resend")
                    .bind("workDate", workDate)
                    .map((row, context) -> attempts.put(SlotRows.key(row), row.getInt("attempts")))
                    .list();
            return attempts;
        });
    }

    /** How many there are of {@code slot} and kind, whatever has become of them. */
    public int number(SlotKey slot, MessageKind kind) {
        return database.in(
                "count messages",
                handle -> handle.createQuery("select count(*) from delivery where kind = :kind and" + SlotRows.IS_KEY)
                        .bindMap(SlotRows.bindings(slot))
                        .bind("kind", kind.name())
                        .mapTo(Integer.class)
                        .one());
    }

    /**
     * A cutoff without an outcome.
     *
     * @param asOf its instant
     * @param slots how many digests of it are still to come, the roll-up among them
     * @param reason why one of them was put off, a word as of a slot; null where none was
     */
    public record Open(Instant asOf, int slots, @Nullable String reason) {}
}
