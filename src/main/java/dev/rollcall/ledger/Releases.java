package dev.rollcall.ledger;

import java.time.Instant;

/**
 * Which digests whose names the spike guard holds may be posted all the same, because somebody said so. Thread-safe; every
 * call is one transaction, and throws {@link LedgerException} if it could not be done.
 */
public final class Releases {
    private final Database database;

    Releases(Database database) {
        this.database = database;
    }

    /**
     * The names of {@code key} may be posted; who said so first is kept.
     *
     * @param by the user id of who said so
     * @return false where it was so already
     */
    public boolean release(SlotKey key, String by, Instant at) {
        return database.in(
                "release a held digest",
                handle -> handle.createUpdate("insert into released"
                                        + " (department, work_date, cutoff, released_by, released_at)"
                                        + " values (:department, :workDate, :cutoff, :by, :at) on conflict do nothing")
                                .bindMap(SlotRows.bindings(key))
                                .bind("by", by)
                                .bind("at", at)
                                .execute()
                        > 0);
    }

    /** Whether the names of {@code key} may be posted whatever the spike guard says. */
    public boolean released(SlotKey key) {
        return database.in(
                "look whether a digest is released",
                handle -> handle.createQuery("select count(*) from released where" + SlotRows.IS_KEY)
                                .bindMap(SlotRows.bindings(key))
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }
}
