package dev.rollcall.ledger;

import dev.rollcall.ledger.Slots.Planned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Which cutoffs that ended well does somebody outside not know of yet? A cutoff is one once it has come, and all slots of it
 * were written down; what somebody posts by hand for a department is not one, whatever it is named. One process at a time tells of each; what it could
 * not tell, or did not live to write down, is anybody's after {@link #TURN}. Thread-safe; every call is one transaction,
 * and throws {@link LedgerException} if it could not be done.
 */
public final class Witnessed {
    /** So often it is tried to tell of one cutoff. */
    public static final int TRIES = 10;

    /** How long one try may take, and how long after it the next one begins, by the database's clock. */
    public static final Duration TURN = Duration.ofSeconds(30);

    private static final String IS_CUTOFF = " work_date = :workDate and cutoff = :cutoff ";

    private final Database database;

    Witnessed(Database database) {
        this.database = database;
    }

    /**
     * Claims those of {@code cutoffs} that have come and ended well: each of its slots, one at least, was sent or had nothing
     * to say. A cutoff of which one slot is still open, has failed or was missed is left alone, until it is otherwise.
     *
     * @param first the first work date that is looked at
     * @param since cutoffs that ended before are nobody's news any more
     */
    public List<Turn> claim(Collection<String> cutoffs, LocalDate first, Instant since) {
        return database.in("look which cutoffs have ended well", handle -> {
            Instant now = database.now(handle);
            List<Turn> turns = new ArrayList<>();
            for (Cutoff one : ended(handle, first, since, now)) {
                if (cutoffs.contains(one.name()) && taken(handle, one, now)) {
                    turns.add(turn(handle, one));
                }
            }
            return turns;
        });
    }

    /** All slots of the cutoffs of {@code planned} are written down: once they have come they can end well. */
    static void come(Handle handle, Collection<Planned> planned) {
        PreparedBatch batch = handle.prepareBatch("insert into witness (work_date, cutoff, tries, next_at, closed)"
                + " values (:workDate, :cutoff, 0, :asOf, false) on conflict do nothing");
        Map<Cutoff, Instant> cutoffs =
                new TreeMap<>(Comparator.comparing(Cutoff::workDate).thenComparing(Cutoff::name));
        planned.forEach(
                one -> cutoffs.put(new Cutoff(one.key().workDate(), one.key().cutoff()), one.asOf()));
        cutoffs.forEach((cutoff, asOf) -> batch.bind("workDate", cutoff.workDate())
                .bind("cutoff", cutoff.name())
                .bind("asOf", asOf)
                .add());
        batch.execute();
    }

    private static List<Cutoff> ended(Handle handle, LocalDate first, Instant since, Instant now) {
        return handle.createQuery("select work_date, cutoff from slot where work_date >= :first"
                        + " and exists (select 1 from witness w where w.work_date = slot.work_date"
                        + "  and w.cutoff = slot.cutoff and w.closed = false and w.next_at <= :now and w.tries < :most)"
                        + " group by work_date, cutoff"
                        + " having count(*) = sum(case when state in ('sent', 'silent') then 1 else 0 end)"
                        + " and max(ended_at) >= :since order by max(as_of)")
                .bind("first", first)
                .bind("now", now)
                .bind("most", TRIES)
                .bind("since", since)
                .map((row, context) -> new Cutoff(row.getObject("work_date", LocalDate.class), row.getString("cutoff")))
                .list();
    }

    /** Whether it is this caller's turn, and nobody else's that asks at the same time. */
    private static boolean taken(Handle handle, Cutoff cutoff, Instant now) {
        return handle.createUpdate("update witness set tries = tries + 1, next_at = :next"
                                + " where closed = false and next_at <= :now and" + IS_CUTOFF)
                        .bind("workDate", cutoff.workDate())
                        .bind("cutoff", cutoff.name())
                        .bind("now", now)
                        .bind("next", now.plus(TURN))
                        .execute()
                > 0;
    }

    private static Turn turn(Handle handle, Cutoff cutoff) {
        return handle.createQuery("select tries from witness where" + IS_CUTOFF)
                .bind("workDate", cutoff.workDate())
                .bind("cutoff", cutoff.name())
                .map((row, context) -> new Turn(cutoff.workDate(), cutoff.name(), row.getInt("tries")))
                .one();
    }

    /** Nobody has to be told of {@code turn}'s cutoff any more. */
    public void close(Turn turn) {
        database.run(
                "write down that a cutoff was witnessed",
                handle -> handle.createUpdate("update witness set closed = true where" + IS_CUTOFF)
                        .bind("workDate", turn.workDate())
                        .bind("cutoff", turn.cutoff())
                        .execute());
    }

    /**
     * A cutoff that ended well, of which the caller is to tell.
     *
     * @param number the how manieth try it is, from 1
     */
    public record Turn(LocalDate workDate, String cutoff, int number) {
        /** Whether nobody tries again after this. */
        public boolean last() {
            return number >= TRIES;
        }
    }

    private record Cutoff(LocalDate workDate, String name) {}
}
