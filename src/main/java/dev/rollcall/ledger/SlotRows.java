package dev.rollcall.ledger;

import dev.rollcall.ledger.LedgerException.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of {@code slot} as {@link Slot}s. One that cannot be so is told once and left out, so that it holds up no other;
 * when somebody has put it right it is found again.
 */
final class SlotRows {
    private static final Logger LOG = LoggerFactory.getLogger(SlotRows.class);

    private final Set<SlotKey> told = ConcurrentHashMap.newKeySet();

    /** The slots that {@code query}, which selects all columns of {@code slot}, finds. */
    List<Slot> of(Query query) {
        List<Slot> slots = new ArrayList<>();
        query.scanResultSet((results, context) -> {
            try (context) {
                ResultSet rows = results.get();
                while (rows.next()) {
                    add(rows, slots);
                }
            }
            return slots;
        });
        return slots;
    }

    private void add(ResultSet row, List<Slot> slots) throws SQLException {
        SlotKey key = key(row);
        try {
            slots.add(slot(key, row));
            told.remove(key);
        } catch (RuntimeException e) {
            if (told.add(key)) {
                LOG.error(
                        "The ledger's row of slot {} cannot be so ({}); it waits until the row is put right,"
                                + " the others go on",
                        key,
                        e.getMessage());
            }
        }
    }

    static SlotKey key(ResultSet row) throws SQLException {
        return new SlotKey(
                row.getLong("department"), row.getObject("work_date", LocalDate.class), row.getString("cutoff"));
    }

    private static Slot slot(SlotKey key, ResultSet row) throws SQLException {
        Instant asOf = Objects.requireNonNull(Instants.instant(row, "as_of"));
        Instant until = Objects.requireNonNull(Instants.instant(row, "until"));
        if (until.isBefore(asOf)) {
            throw new IllegalArgumentException("its end lies before its cutoff");
        }
        return new Slot(
                key,
                asOf,
                until,
                state(row.getString("state")),
                row.getObject("rolled_at") != null,
                row.getInt("tries"),
                row.getBoolean("late"),
                row.getBoolean("held"),
                row.getString("reason"),
                row.getString("words"),
                Instants.instant(row, "sent_at"),
                Instants.instant(row, "correct_at"),
                row.getInt("resend"),
                row.getString("name"));
    }

    private static SlotState state(String word) {
        try {
            return SlotState.of(word);
        } catch (IllegalArgumentException e) {
            throw new LedgerException(Reason.CORRUPT, true, "unknown state");
        }
    }

    /** The columns that say which slot, bound to {@code key}. */
    static final String IS_KEY = " department = :department and work_date = :workDate and cutoff = :cutoff ";

    /** What {@link #IS_KEY} binds. */
    static Map<String, Object> bindings(SlotKey key) {
        Map<String, Object> all = new HashMap<>();
        all.put("department", key.department());
        all.put("workDate", key.workDate());
        all.put("cutoff", key.cutoff());
        return all;
    }

    /** Locks the row of {@code key} if {@code process} has it; false where another does, or nobody. */
    static boolean owned(Handle handle, java.util.UUID process, SlotKey key) {
        return handle.createQuery("select count(*) from (select 1 from slot where owner = :process and" + IS_KEY
                                + "for update) x")
                        .bind("process", process)
                        .bindMap(bindings(key))
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }
}
