package dev.rollcall.ledger;

import java.time.Instant;

/** Have the last cutoffs ended well? Thread-safe; every call is one transaction. */
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
}
