package dev.rollcall.ledger;

import dev.rollcall.absence.SweptPeople;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Which process sweeps ahead of which cutoff. Thread-safe; every call throws {@link LedgerException} if it cannot be done. */
public final class Sweeps {
    private final Database database;
    private final SweptPeople people;

    Sweeps(Database database) {
        this.database = database;
        people = new SweptRows(database);
    }

    /** Whether {@code process} is the one that sweeps ahead of the cutoff {@code asOf}: true once, for one of all. */
    public boolean claim(UUID process, LocalDate workDate, Instant asOf) {
        return database.in(
                "claim a sweep",
                handle -> handle.createUpdate("insert into sweep (work_date, as_of, process, begun_at) values"
                                        + " (:workDate, :asOf, :process, :now) on conflict do nothing")
                                .bind("workDate", workDate)
                                .bind("asOf", asOf)
                                .bind("process", process)
                                .bind("now", database.now(handle))
                                .execute()
                        > 0);
    }

    /** What sweeps have found. */
    public SweptPeople people() {
        return people;
    }
}
