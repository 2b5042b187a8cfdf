package dev.rollcall.ledger;

import dev.rollcall.ledger.Slots.Planned;
import java.time.Instant;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes down what is due, and that its cutoffs have come. */
final class Planning {
    private Planning() {}

    /** {@link Slots#plan}, for at least one; {@code now} is the database's time. */
    static void plan(Handle handle, Collection<Planned> planned, Instant now) {
        insert(handle, planned);
        PreparedBatch again = handle.prepareBatch("update slot set state = 'due', reason = null, words = null,"
                + " ended_at = null, told = false, next_at = :nextAt, as_of = :asOf, until = :until"
                + " where (state in ('missed', 'failed') and ended_at > :now"
                + " or state = 'missed' and ended_at < :asOf) and" + SlotRows.IS_KEY);
        planned.forEach(one -> bind(again, one).bind("now", now).add());
        again.execute();
        Witnessed.come(handle, planned);
    }

    /** Those that are known already stay as they are. */
    static void insert(Handle handle, Collection<Planned> planned) {
        PreparedBatch batch = handle.prepareBatch("insert into slot (department, work_date, cutoff, as_of, until,"
                + " state, next_at, tries, late, held, told, name)"
                + " values (:department, :workDate, :cutoff, :asOf, :until,"
                + " 'due', :nextAt, 0, false, false, false, '') on conflict do nothing");
        planned.forEach(one -> bind(batch, one).add());
        batch.execute();
    }

    private static PreparedBatch bind(PreparedBatch batch, Planned one) {
        return batch.bindMap(SlotRows.bindings(one.key()))
                .bind("asOf", one.asOf())
                .bind("until", one.until())
                .bind("nextAt", one.startAt());
    }
}
