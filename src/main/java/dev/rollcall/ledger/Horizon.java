package dev.rollcall.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Since when each department has each cutoff, and until when all slots have been planned: so that a restart knows what
 * it has slept through, and a new cutoff is not due for the past. Thread-safe; every call is one transaction.
 */
public final class Horizon {
    private final Database database;

    Horizon(Database database) {
        this.database = database;
    }

    /**
     * Since when each of {@code watched} is known; those that are new are known since {@code now}. What is not among them is
     * known no more: if it comes back, it is new.
     */
    public Map<Watched, Instant> since(Collection<Watched> watched, Instant now) {
        return database.in("read since when cutoffs are known", handle -> {
            Map<Watched, Instant> known = new HashMap<>();
            handle.createQuery("select department, cutoff, since from watch")
                    .map((row, context) -> Map.entry(
                            new Watched(row.getLong("department"), row.getString("cutoff")),
                            Optional.ofNullable(Instants.instant(row, "since")).orElse(now)))
                    .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
            List<Watched> fresh =
                    watched.stream().filter(one -> !known.containsKey(one)).toList();
            if (!fresh.isEmpty()) {
                PreparedBatch batch = handle.prepareBatch("insert into watch (department, cutoff, since)"
                        + " values (:department, :cutoff, :now) on conflict do nothing");
                fresh.forEach(one -> batch.bind("department", one.department())
                        .bind("cutoff", one.cutoff())
                        .bind("now", now)
                        .add());
                batch.execute();
                fresh.forEach(one -> known.put(one, now));
            }
            forget(
                    handle,
                    known.keySet().stream()
                            .filter(one -> !watched.contains(one))
                            .toList());
            known.keySet().retainAll(watched);
            return known;
        });
    }

    private static void forget(Handle handle, Collection<Watched> gone) {
        if (!gone.isEmpty()) {
            PreparedBatch batch =
                    handle.prepareBatch("delete from watch where department = :department and cutoff = :cutoff");
            gone.forEach(one -> batch.bind("department", one.department())
                    .bind("cutoff", one.cutoff())
                    .add());
            batch.execute();
        }
    }

    /** Until when all slots have been planned; empty in a new ledger. */
    public Optional<Instant> plannedUntil() {
        return database.in(
                "read until when slots are planned",
                handle -> handle.createQuery("select planned_until from horizon where id = 1")
                        .mapTo(Instant.class)
                        .findFirst());
    }

    /** All slots up to {@code until} have been planned. */
    public void planned(Instant until) {
        database.run("write down until when slots are planned", handle -> {
            int known = handle.createUpdate("update horizon set planned_until = :until where id = 1")
                    .bind("until", until)
                    .execute();
            if (known == 0) {
                handle.createUpdate("insert into horizon (id, planned_until) values (1, :until) on conflict do nothing")
                        .bind("until", until)
                        .execute();
            }
        });
    }

    /**
     * A department's cutoff.
     *
     * @param department DingTalk's {@code dept_id}; 0 for the company's roll-up
     */
    public record Watched(long department, String cutoff) {}
}
