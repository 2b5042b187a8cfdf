package dev.rollcall.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** How many slots are how far? Thread-safe; every call is one transaction. */
public final class SlotStates {
    private final Database database;

    SlotStates(Database database) {
        this.database = database;
    }

    /** How many slots of {@code workDate} there are of each state, the company's included; of those that are none nothing. */
    public Map<SlotState, Integer> of(LocalDate workDate) {
        return database.in("count slots", handle -> {
            Map<SlotState, Integer> states = new EnumMap<>(SlotState.class);
            handle.createQuery("select state, count(*) as slots from slot where work_date = :workDate group by state")
                    .bind("workDate", workDate)
                    .map((row, context) -> states.put(SlotState.of(row.getString("state")), row.getInt("slots")))
                    .list();
            return states;
        });
    }

    /** How many slots that were due before {@code before} have no outcome yet. */
    public int withoutOutcome(Instant before) {
        return database.in(
                "count slots without an outcome",
                handle -> handle.createQuery(
                                "select count(*) from slot where state in " + Slots.OPEN + " and as_of < :before")
                        .bind("before", before)
                        .mapTo(Integer.class)
                        .one());
    }
}
