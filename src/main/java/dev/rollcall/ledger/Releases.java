package dev.rollcall.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which digests whose names the spike guard holds may be posted all the same, because somebody said so. Thread-safe; every
 * call is one transaction, and throws {@link LedgerException} if it could not be done.
 */
public final class Releases {
    /** A list that a later digest has followed, which nothing held, is out of date. */
    private static final String HOLDS = "select department, true as held, '' as user_id from slot s"
            + " where work_date = :workDate and held = true and not exists (select 1 from slot later where"
            + " later.department = s.department and later.work_date = s.work_date and later.as_of > s.as_of"
            + " and later.state = 'sent' and later.held = false) union all select r.department, false, s.user_id"
            + " from released r join standing s on s.department = r.department and s.work_date = r.work_date"
            + " and s.cutoff = r.cutoff where r.work_date = :workDate and s.standing = 'ABSENT'"
            + " union all select s.department, false, s.user_id from released r join slot x on x.department = r.department"
            + " and x.work_date = r.work_date and x.state = 'sent' and x.held = false join standing s"
            + " on s.department = x.department and s.work_date = x.work_date and s.cutoff = x.cutoff"
            + " where r.work_date = :workDate and s.standing = 'ABSENT'";

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
     * What became of the lists of {@code workDate} that the spike guard held, by DingTalk's {@code dept_id}; of the other
     * departments it held none.
     */
    public Map<Long, Hold> of(LocalDate workDate) {
        return database.in(
                "read whose digests are held or released",
                handle -> handle
                        .createQuery(HOLDS)
                        .bind("workDate", workDate)
                        .map((row, context) ->
                                new Row(row.getLong("department"), row.getBoolean("held"), row.getString("user_id")))
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(
                                Row::department, Collectors.collectingAndThen(Collectors.toList(), Hold::of))));
    }

    /**
     * What became of the lists of one department on one work date that the spike guard held.
     *
     * @param held whether one of them is held, nobody has released it, and the group has had no digest of a later cutoff
     * @param released user ids of those who are absent in the others, by the roll call that is kept of each: the one that
     *     was posted, or the one that was held where that is still to be posted; where one is released, also of those whom
     *     a digest of that date names that nothing held
     */
    public record Hold(boolean held, Set<String> released) {
        /** Of a department of which none was held. */
        public static final Hold NONE = new Hold(false, Set.of());

        public Hold {
            released = Set.copyOf(released);
        }

        private static Hold of(List<Row> rows) {
            return new Hold(
                    rows.stream().anyMatch(Row::held),
                    rows.stream().filter(row -> !row.held()).map(Row::userId).collect(Collectors.toUnmodifiableSet()));
        }
    }

    /** A list that is held, of nobody; or somebody who is absent in one that is released. */
    private record Row(long department, boolean held, String userId) {}
}
