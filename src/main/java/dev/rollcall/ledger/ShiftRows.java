package dev.rollcall.ledger;

import dev.rollcall.absence.Shift;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What shifts allow, as it was read for a day. While the ledger cannot be reached nothing is remembered. Thread-safe.
 */
final class ShiftRows {
    private static final Logger LOG = LoggerFactory.getLogger(ShiftRows.class);

    private final Database database;

    ShiftRows(Database database) {
        this.database = database;
    }

    /** Those of {@code shiftIds} that were read for {@code today}, by id. */
    Map<String, Shift> recalled(Set<String> shiftIds, LocalDate today) {
        try {
            return database.in("recall shifts", handle -> {
                Map<String, Shift> known = new HashMap<>();
                handle.createQuery("select * from shift_terms where read_for = :today")
                        .bind("today", today)
                        .map((row, context) -> new Shift(
                                row.getString("shift_id"),
                                row.getBoolean("flexible"),
                                row.getString("free_on_duty")
                                        .chars()
                                        .mapToObj(letter -> letter == 'y')
                                        .toList()))
                        .forEach(shift -> known.put(shift.id(), shift));
                known.keySet().retainAll(shiftIds);
                return known;
            });
        } catch (LedgerException e) {
            LOG.debug("Reading the shifts: {}", e.getMessage());
            return Map.of();
        }
    }

    /** Keeps {@code read} for {@code today}. */
    void remember(Collection<Shift> read, LocalDate today) {
        List<Shift> some = new ArrayList<>(read);
        if (some.isEmpty()) {
            return;
        }
        try {
            database.run("remember shifts", handle -> {
                PreparedBatch batch = handle.prepareBatch("insert into shift_terms (shift_id, read_for, flexible,"
                        + " free_on_duty) values (:id, :today, :flexible, :free) on conflict do nothing");
                some.forEach(shift -> batch.bind("id", shift.id())
                        .bind("today", today)
                        .bind("flexible", shift.flexible())
                        .bind(
                                "free",
                                shift.freeOnDuty().stream()
                                        .map(free -> free ? "y" : "n")
                                        .collect(Collectors.joining()))
                        .add());
                batch.execute();
            });
        } catch (LedgerException e) {
            LOG.debug("Shifts are not remembered: {}", e.getMessage());
        }
    }
}
