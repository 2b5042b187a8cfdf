package dev.rollcall.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Who gets which slots: rows are locked, never waited for, so that processes do not get into each other's way. */
final class Claims {
    /** What anybody may work on at {@code :clock}; when a roll-up of the company may leave is said elsewhere. */
    private static final String WAITING = "((department <> 0 and state in " + Slots.OPEN + " and next_at <= :clock"
            + " and until >= as_of)"
            + " or (correct_at is not null and correct_at <= :clock))";

    /** A process that is well has looked for work by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Database database;
    private final SlotRows rows;

    Claims(Database database, SlotRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** {@link Slots#claim}. */
    List<Slot> waiting(UUID process, Instant now) {
        return database.in("claim slots", handle -> {
            Instant dbNow = database.now(handle);
            int share = share(handle, process, dbNow, now);
            if (share <= 0) {
                return List.of();
            }
            List<Slot> found = rows.of(handle.createQuery("select * from slot where " + Slots.FREE + " and " + WAITING
                            + " order by as_of, department limit :share for update skip locked")
                    .bind("aliveSince", dbNow.minus(Slots.LEASE))
                    .bind("clock", now)
                    .bind("share", share));
            return take(handle, process, dbNow, found);
        });
    }

    /**
     * What {@code process} may add to its fair share among those that live. Beyond that only what nobody has taken for a
     * while, lest one that hangs hold it up, and then another share at once: each piece is a roll call of its own.
     */
    private static int share(Handle handle, UUID process, Instant dbNow, Instant now) {
        int open = handle.createQuery("select count(*) from slot where " + WAITING)
                .bind("clock", now)
                .mapTo(Integer.class)
                .one();
        int alive = handle.createQuery("select count(*) from process where beat_at > :since")
                .bind("since", dbNow.minus(Slots.LEASE))
                .mapTo(Integer.class)
                .one();
        int own = handle.createQuery("select count(*) from slot where owner = :process and " + WAITING)
                .bind("process", process)
                .bind("clock", now)
                .mapTo(Integer.class)
                .one();
        int processes = Math.max(1, alive);
        int fair = (open + processes - 1) / processes;
        return own < fair || !leftOver(handle, dbNow, now) ? fair - own : fair;
    }

    private static boolean leftOver(Handle handle, Instant dbNow, Instant now) {
        return handle.createQuery("select count(*) from slot where " + Slots.FREE + " and " + WAITING)
                        .bind("aliveSince", dbNow.minus(Slots.LEASE))
                        .bind("clock", now.minus(PATIENCE))
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /**
     * Takes what was found and is locked. Whose it is was read before the locks: an owner that has come to life since is
     * seen only now.
     */
    private static List<Slot> take(Handle handle, UUID process, Instant dbNow, List<Slot> found) {
        if (found.isEmpty()) {
            return found;
        }
        PreparedBatch batch = handle.prepareBatch("update slot set owner = :process,"
                + " state = case when state = 'due' then 'claimed' else state end where " + Slots.FREE + " and"
                + SlotRows.IS_KEY);
        for (Slot slot : found) {
            batch.bindMap(SlotRows.bindings(slot.key()))
                    .bind("process", process)
                    .bind("aliveSince", dbNow.minus(Slots.LEASE))
                    .add();
        }
        int[] taken = batch.execute();
        return IntStream.range(0, taken.length)
                .filter(i -> taken[i] > 0)
                .mapToObj(found::get)
                .toList();
    }

    /** {@link Slots#claimRollUps}. */
    List<Slot> rollUps(UUID process, Instant now, Duration patience, Duration longest) {
        return database.in("claim roll-ups", handle -> {
            Instant dbNow = database.now(handle);
            List<Slot> found = rows.of(handle.createQuery("select * from slot c where department = 0 and " + Slots.FREE
                            + " and state in " + Slots.OPEN + " and next_at <= :clock and ((as_of <= :longAgo"
                            + " and not exists (select 1 from slot d join process p on p.id = d.owner"
                            + "  where d.department <> 0 and d.work_date = c.work_date and d.cutoff = c.cutoff"
                            + "  and d.rolled_at is null and p.beat_at > :aliveSince)) or ("
                            + " not exists (select 1 from slot d where d.department <> 0 and d.work_date = c.work_date"
                            + "  and d.cutoff = c.cutoff and d.state in " + Slots.OPEN + " and d.rolled_at is null)"
                            + " and not exists (select 1 from slot d where d.department <> 0"
                            + "  and d.work_date = c.work_date and d.cutoff = c.cutoff and d.state in " + Slots.OPEN
                            + "  and d.rolled_at > :patience)))"
                            + " order by as_of for update skip locked")
                    .bind("aliveSince", dbNow.minus(Slots.LEASE))
                    .bind("clock", now)
                    .bind("longAgo", now.minus(longest))
                    .bind("patience", dbNow.minus(patience)));
            return take(handle, process, dbNow, found);
        });
    }

    /** {@link Slots#claimThese}. */
    List<Slot> these(UUID process, Collection<Slots.Planned> planned) {
        return database.in("claim slots", handle -> {
            Slots.insert(handle, planned);
            Instant dbNow = database.now(handle);
            List<Slot> found = new ArrayList<>();
            for (Slots.Planned one : planned) {
                found.addAll(rows.of(handle.createQuery("select * from slot where state in " + Slots.OPEN + " and "
                                + Slots.FREE + " and" + SlotRows.IS_KEY + "for update skip locked")
                        .bindMap(SlotRows.bindings(one.key()))
                        .bind("aliveSince", dbNow.minus(Slots.LEASE))));
            }
            return take(handle, process, dbNow, found);
        });
    }
}
