package dev.rollcall.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Have the last cutoffs ended well, and what did it take? Thread-safe; every call is one transaction. */
public final class Outcomes {
    private final Database database;

    Outcomes(Database database) {
        this.database = database;
    }

    /** Whether a slot that was due before {@code before} has no outcome yet. */
    public boolean overdue(Instant before) {
        return database.in(
                "look for slots without an outcome",
                handle -> handle.createQuery("select count(*) from slot where state in " + Slots.OPEN
                                        + " and as_of < :before")
                                .bind("before", before)
                                .mapTo(Integer.class)
                                .one()
                        > 0);
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
}
