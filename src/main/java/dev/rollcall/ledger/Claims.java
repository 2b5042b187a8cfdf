package dev.rollcall.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Who gets which slots: rows are locked, never waited for, so that processes do not get into each other's way. */
final class Claims {
    /** What anybody may work on at {@code :clock}; when a roll-up of the company may leave is said elsewhere. */
    private static final String WAITING = "((department <> 0 and state in " + Slots.OPEN + " and next_at <= :clock"
            + " and until >= as_of)"
            + " or (correct_at is not null and correct_at <= :clock and state not in " + Slots.OPEN + "))";

    /** A process that is well has looked for work by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Database database;
    private final SlotRows rows;

    /** By process, what it is working on. Whatever else is its own by the ledger, nobody works on. */
    private final Map<UUID, Map<SlotKey, Slot>> inHand = new ConcurrentHashMap<>();

    /** Those of this program that live and claim nothing more. */
    private final Set<UUID> finishing = ConcurrentHashMap.newKeySet();

    Claims(Database database, SlotRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** {@link Slots#claim}. */
    List<Slot> waiting(UUID process, Instant now) {
        return claimed("claim slots", process, handle -> {
            Instant dbNow = database.now(handle);
            List<Slot> found = new ArrayList<>();
            for (Part part : parts(handle, process, dbNow, now)) {
                found.addAll(rows.of(handle.createQuery("select * from slot where " + Slots.FREE + " and " + WAITING
                                + " and work_date = :workDate and cutoff = :cutoff"
                                + " order by as_of, department limit :most for update skip locked")
                        .bind("aliveSince", dbNow.minus(Slots.LEASE))
                        .bind("clock", now)
                        .bind("workDate", part.workDate())
                        .bind("cutoff", part.cutoff())
                        .bind("most", part.most())));
            }
            return new Found(dbNow, found);
        });
    }

    /**
     * Claims what {@code search} finds and locks, except what {@code process} works on already: its claims may have ended
     * while it could not say that it lives. What it has and does not work on, because the answer to an earlier claim was
     * lost, is free first.
     */
    private List<Slot> claimed(String what, UUID process, Function<Handle, Found> search) {
        Map<SlotKey, Slot> hand = hand(process);
        synchronized (hand) {
            List<Slot> mine = database.in(what, handle -> {
                giveBack(handle, process, hand.keySet());
                Found found = search.apply(handle);
                List<Slot> others = found.slots().stream()
                        .filter(slot -> !hand.containsKey(slot.key()))
                        .toList();
                return take(handle, process, found.at(), others);
            });
            mine.forEach(slot -> hand.put(slot.key(), slot));
            return mine;
        }
    }

    private Map<SlotKey, Slot> hand(UUID process) {
        return inHand.computeIfAbsent(process, any -> new ConcurrentHashMap<>());
    }

    private static void giveBack(Handle handle, UUID process, Set<SlotKey> hand) {
        List<SlotKey> dropped = handle.createQuery(
                        "select department, work_date, cutoff from slot where owner = :process")
                .bind("process", process)
                .map((row, context) -> SlotRows.key(row))
                .filter(key -> !hand.contains(key))
                .list();
        if (dropped.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("update slot set owner = null,"
                + " state = case when state = 'claimed' then 'due' else state end where owner = :process and"
                + SlotRows.IS_KEY);
        dropped.forEach(key ->
                batch.bindMap(SlotRows.bindings(key)).bind("process", process).add());
        batch.execute();
    }

    /** {@link Slots#letGo(UUID, SlotKey)}. */
    void letGo(UUID process, SlotKey key) {
        hand(process).remove(key);
    }

    /** {@link Slots#letGo(UUID, Collection)}. A later claim of the same slot may be equal, and stays. */
    @SuppressWarnings("ReferenceEquality")
    void letGo(UUID process, Collection<Slot> claimed) {
        Map<SlotKey, Slot> hand = hand(process);
        for (Slot slot : claimed) {
            hand.computeIfPresent(slot.key(), (key, now) -> now == slot ? null : now);
        }
    }

    /** {@code process} works on nothing any more. */
    void letGo(UUID process) {
        inHand.remove(process);
        finishing.remove(process);
    }

    /** {@link Slots#finishes}. */
    void finishes(UUID process) {
        finishing.add(process);
    }

    /**
     * How many slots of each cutoff {@code process} may add to its fair share of that cutoff among the processes that live.
     * Beyond that only what nobody has taken for a while, lest one that hangs hold it up, and then another share at once:
     * each piece is a roll call of its own.
     */
    private List<Part> parts(Handle handle, UUID process, Instant dbNow, Instant now) {
        Instant aliveSince = dbNow.minus(Slots.LEASE);
        long others = handle.createQuery("select id from process where beat_at > :aliveSince and id <> :process")
                .bind("aliveSince", aliveSince)
                .bind("process", process)
                .mapTo(UUID.class)
                .filter(id -> !finishing.contains(id))
                .list()
                .size();
        int alive = Math.toIntExact(1 + others);
        return handle.createQuery("select work_date, cutoff, count(*) as waiting,"
                        + " count(case when owner = :process then 1 end) as own,"
                        + " min(case when p.id is null then coalesce(correct_at, next_at) end) as free_since"
                        + " from slot left join process p on p.id = owner and p.beat_at > :aliveSince"
                        + " where " + WAITING + " group by work_date, cutoff order by min(as_of)")
                .bind("process", process)
                .bind("aliveSince", aliveSince)
                .bind("clock", now)
                .map((row, context) -> {
                    int fair = (row.getInt("waiting") + alive - 1) / alive;
                    int more = fair - row.getInt("own");
                    Instant freeSince = Instants.instant(row, "free_since");
                    boolean leftOver = freeSince != null && !freeSince.isAfter(now.minus(PATIENCE));
                    int most = freeSince == null ? 0 : more > 0 || !leftOver ? more : fair;
                    return new Part(row.getObject("work_date", LocalDate.class), row.getString("cutoff"), most);
                })
                .filter(part -> part.most() > 0)
                .list();
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
        return claimed("claim roll-ups", process, handle -> {
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
            return new Found(dbNow, found);
        });
    }

    /** {@link Slots#claimThese}. */
    List<Slot> these(UUID process, Collection<Slots.Planned> planned) {
        return claimed("claim slots", process, handle -> {
            Planning.insert(handle, planned);
            Instant dbNow = database.now(handle);
            List<Slot> found = new ArrayList<>();
            for (Slots.Planned one : planned) {
                found.addAll(rows.of(handle.createQuery("select * from slot where state in " + Slots.OPEN + " and "
                                + Slots.FREE + " and" + SlotRows.IS_KEY + "for update skip locked")
                        .bindMap(SlotRows.bindings(one.key()))
                        .bind("aliveSince", dbNow.minus(Slots.LEASE))));
            }
            return new Found(dbNow, found);
        });
    }

    /**
     * What was found, and is locked.
     *
     * @param at the database's time before
     */
    private record Found(Instant at, List<Slot> slots) {}

    /** What may be claimed of one cutoff. */
    private record Part(LocalDate workDate, String cutoff, int most) {}
}
