package dev.rollcall.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

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
     * The names of {@code key} may be posted, and are: its slot is due again. Who said so first is kept.
     *
     * @param by the user id of who said so
     * @param until until when the digest is worth posting
     * @return false where its names are not held, or the notice of that is still being sent
     */
    public boolean release(SlotKey key, String by, Instant at, Instant until) {
        return database.in("release a held digest", handle -> {
            boolean released = Reopening.released(handle, key, at, until);
            if (released) {
                handle.createUpdate("insert into released (department, work_date, cutoff, released_by, released_at)"
                                + " values (:department, :workDate, :cutoff, :by, :at) on conflict do nothing")
                        .bindMap(SlotRows.bindings(key))
                        .bind("by", by)
                        .bind("at", at)
                        .execute();
            }
            return released;
        });
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

    /**
     * DingTalk's {@code dept_id}s of the departments of which a digest of {@code workDate} is released, and none is held.
     */
    public Set<Long> of(LocalDate workDate) {
        return database.in(
                "read whose digests are released",
                handle -> handle.createQuery("select distinct department from released r where work_date = :workDate"
                                + " and not exists (select 1 from slot s where s.department = r.department"
                                + " and s.work_date = r.work_date and s.held = true)")
                        .bind("workDate", workDate)
                        .mapTo(Long.class)
                        .set());
    }
}
