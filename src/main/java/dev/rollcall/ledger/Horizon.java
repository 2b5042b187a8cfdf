package dev.rollcall.ledger;

import dev.rollcall.ledger.Slots.Planned;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Since when each department has each cutoff, and until when all slots have been planned: so that a restart knows what
 * it has slept through, and a new cutoff is not due for the past. Thread-safe; every call is one transaction.
 */
public final class Horizon {
    private final Database database;

    Horizon(Database database) {
        this.database = database;
    }

    /** Each cutoff of each department, as it was last told to {@link #since}. */
    public Map<Watched, Known> known() {
        return database.in("read since when cutoffs are known", Horizon::known);
    }

    private static Map<Watched, Known> known(Handle handle) {
        Map<Watched, Known> known = new HashMap<>();
        handle.createQuery("select department, cutoff, since, schedule from watch")
                .map((row, context) -> Map.entry(
                        new Watched(row.getLong("department"), row.getString("cutoff")),
                        new Known(Objects.requireNonNull(Instants.instant(row, "since")), row.getString("schedule"))))
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return known;
    }

    /**
     * Since when each of {@code watched} is known as it is; those that are new or were moved are known since {@code now}. What
     * is not among them is known no more: if it comes back, it is new.
     *
     * @param watched when each is, as a text
     * @param moved what becomes of slots because some were moved, in the same transaction
     */
    public Map<Watched, Instant> since(Map<Watched, String> watched, Moved moved, Instant now) {
        return database.in("write down since when cutoffs are known", handle -> {
            moved.drop(handle, now);
            if (!moved.planned().isEmpty()) {
                Planning.plan(handle, moved.planned(), database.now(handle));
            }
            Map<Watched, Known> known = known(handle);
            Map<Watched, Instant> since = new HashMap<>();
            PreparedBatch fresh = handle.prepareBatch("insert into watch (department, cutoff, since, schedule)"
                    + " values (:department, :cutoff, :since, :schedule) on conflict do nothing");
            PreparedBatch changed = handle.prepareBatch("update watch set since = :since, schedule = :schedule"
                    + " where department = :department and cutoff = :cutoff");
            watched.forEach((one, schedule) -> {
                Known before = known.get(one);
                Instant from = before == null || before.movedTo(schedule) ? now : before.since();
                since.put(one, from);
                if (before == null || !schedule.equals(before.schedule())) {
                    (before == null ? fresh : changed)
                            .bind("department", one.department())
                            .bind("cutoff", one.cutoff())
                            .bind("since", from)
                            .bind("schedule", schedule)
                            .add();
                }
            });
            execute(fresh);
            execute(changed);
            forget(
                    handle,
                    known.keySet().stream()
                            .filter(one -> !watched.containsKey(one))
                            .toList());
            return since;
        });
    }

    private static void execute(PreparedBatch batch) {
        if (batch.size() > 0) {
            batch.execute();
        }
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

    /**
     * What is known of one.
     *
     * @param since since when it is as it is
     * @param schedule when it is, as a text; null where an earlier version of this program did not say
     */
    public record Known(Instant since, @Nullable String schedule) {
        /** Whether it is at other times now that {@code now} says it. */
        public boolean movedTo(String now) {
            return schedule != null && !schedule.equals(now);
        }
    }

    /**
     * What becomes of slots because cutoffs were moved.
     *
     * @param dropped slots that are forgotten, if they are still to come
     * @param planned slots that had been promised before
     */
    public record Moved(Collection<SlotKey> dropped, Collection<Planned> planned) {
        public static final Moved NOTHING = new Moved(List.of(), List.of());

        private void drop(Handle handle, Instant now) {
            if (!dropped.isEmpty()) {
                PreparedBatch batch = handle.prepareBatch(
                        "delete from slot where state = 'due' and owner is null and as_of > :now and"
                                + SlotRows.IS_KEY);
                dropped.forEach(key ->
                        batch.bindMap(SlotRows.bindings(key)).bind("now", now).add());
                batch.execute();
                handle.execute("delete from witness where not exists (select 1 from slot s"
                        + " where s.work_date = witness.work_date and s.cutoff = witness.cutoff)");
            }
        }
    }
}
