package dev.rollcall.ledger;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Roll calls with each person's standing and its evidence, and the step that freezes what is said of them.
 *
 * <p>The latest roll call of a slot replaces the one before. One with a row that cannot be so is told once, and is as
 * good as none until the row is put right. Thread-safe; every call is one transaction, and throws
 * {@link LedgerException} if it could not be done.
 */
public final class RollCalls {
    private final Database database;
    private final Set<SlotKey> told = ConcurrentHashMap.newKeySet();

    RollCalls(Database database) {
        this.database = database;
    }

    /**
     * Keeps the roll calls of {@code rolled} and freezes their messages, all or nothing. On the disk when it returns.
     *
     * @param rollCall gives the times and the zone
     * @return the slots of which that is true; of the others nothing is kept: they are another process's by now, or
     *     somebody has tried to send their message, which is gone on with as it is
     */
    public Set<SlotKey> freeze(UUID process, RollCall rollCall, List<Rolled> rolled) {
        Set<SlotKey> mine = database.in("freeze what is posted", handle -> {
            Set<SlotKey> owned = owned(handle, process, rolled);
            for (Frozen message : tried(handle, rolled)) {
                if (owned.remove(message.slot())) {
                    goOn(handle, message);
                }
            }
            List<Rolled> kept =
                    rolled.stream().filter(one -> owned.contains(one.key())).toList();
            StandingRows rows = new StandingRows(handle, rollCall);
            rows.replace(kept);
            Instant now = database.now(handle);
            // A slot that has ended is read again for its correction, and stays ended.
            PreparedBatch slots = handle.prepareBatch("update slot set"
                    + " state = case when state in " + Slots.OPEN + " then :state else state end,"
                    + " late = case when state in " + Slots.OPEN + " then :late else late end,"
                    + " held = case when state in " + Slots.OPEN + " then :held else held end,"
                    + " rolled_at = :now, name = case when :name = '' then name else :name end where"
                    + SlotRows.IS_KEY);
            for (Rolled one : kept) {
                if (one.message() != null) {
                    DeliveryRows.insert(handle, one.message(), one.lateAt() == null ? now : one.lateAt());
                }
                slots.bindMap(SlotRows.bindings(one.key()))
                        .bind("state", one.message() == null ? SlotState.CLAIMED.word() : SlotState.FROZEN.word())
                        .bind("late", one.late())
                        .bind("held", one.held())
                        .bind("now", now)
                        .bind("name", one.name())
                        .add();
            }
            if (!kept.isEmpty()) {
                slots.execute();
            }
            return owned;
        });
        database.sync();
        return mine;
    }

    /** The messages of {@code rolled} that somebody has tried to send already. */
    private static List<Frozen> tried(Handle handle, List<Rolled> rolled) {
        List<Frozen> messages =
                rolled.stream().map(Rolled::message).filter(Objects::nonNull).toList();
        Set<UUID> tried = messages.stream()
                .map(message -> message.slot().company())
                .distinct()
                .flatMap(cutoff -> DeliveryRows.tried(handle, cutoff).stream())
                .collect(Collectors.toSet());
        return messages.stream()
                .filter(message -> tried.contains(message.msgUuid()))
                .toList();
    }

    /** Gives the slot of a message that was tried back, for whoever comes next to go on with it. */
    private static void goOn(Handle handle, Frozen message) {
        handle.createUpdate("update delivery set state = 'sending', reason = null, words = null"
                        + " where msg_uuid = :id and state = 'failed'")
                .bind("id", message.msgUuid())
                .execute();
        handle.createUpdate("update slot set state = case when state in " + Slots.OPEN
                        + " then 'sending' else state end," + " owner = null where" + SlotRows.IS_KEY)
                .bindMap(SlotRows.bindings(message.slot()))
                .execute();
    }

    private static Set<SlotKey> owned(Handle handle, UUID process, List<Rolled> rolled) {
        Set<SlotKey> wanted = rolled.stream().map(Rolled::key).collect(Collectors.toSet());
        Set<SlotKey> owned = new HashSet<>();
        for (SlotKey any : wanted.stream()
                .map(key -> new SlotKey(0, key.workDate(), key.cutoff()))
                .distinct()
                .toList()) {
            owned.addAll(handle.createQuery("select department, work_date, cutoff from slot where owner = :process"
                            + " and work_date = :workDate and cutoff = :cutoff order by department for update")
                    .bind("process", process)
                    .bind("workDate", any.workDate())
                    .bind("cutoff", any.cutoff())
                    .map((row, context) -> SlotRows.key(row))
                    .list());
        }
        owned.retainAll(wanted);
        return owned;
    }

    /** Freezes a correction; false where the slot is another process's by now. On the disk when it returns. */
    public boolean freezeCorrection(UUID process, Frozen correction) {
        boolean mine = database.in("freeze a correction", handle -> {
            boolean owned = SlotRows.owned(handle, process, correction.slot());
            if (owned) {
                DeliveryRows.insert(handle, correction, database.now(handle));
            }
            return owned;
        });
        database.sync();
        return mine;
    }

    /** The group of {@code slot} has read that {@code people} (user ids) were named wrongly: no other correction clears them. */
    public void cleared(SlotKey slot, Collection<String> people) {
        database.run("write down who was cleared", handle -> {
            PreparedBatch batch =
                    handle.prepareBatch("update standing set named = false where user_id = :id and" + SlotRows.IS_KEY);
            people.forEach(
                    id -> batch.bindMap(SlotRows.bindings(slot)).bind("id", id).add());
            if (batch.size() > 0) {
                batch.execute();
            }
        });
    }

    /** Keeps the roll calls of departments that have no slot of this cutoff; those that are kept already stay. */
    public void keep(RollCall rollCall, String cutoff, Collection<DepartmentRollCall> departments) {
        database.run("keep roll calls", handle -> {
            Set<Long> known = handle.createQuery(
                            "select department from roll_call where work_date = :workDate and cutoff = :cutoff"
                                    + " and as_of = :asOf")
                    .bind("workDate", rollCall.workDate())
                    .bind("cutoff", cutoff)
                    .bind("asOf", rollCall.asOf())
                    .mapTo(Long.class)
                    .set();
            new StandingRows(handle, rollCall)
                    .replace(departments.stream()
                            .filter(one -> !known.contains(one.id()))
                            .map(one -> new Rolled(
                                    new SlotKey(one.id(), rollCall.workDate(), cutoff),
                                    one,
                                    null,
                                    null,
                                    false,
                                    one.name()))
                            .toList());
        });
    }

    /** The roll call of {@code key}; empty where none is kept. */
    public Optional<Kept> of(SlotKey key) {
        return database.in(
                "read a roll call",
                handle -> StandingRows.of(handle, "r." + SlotRows.IS_KEY.strip(), key, told).stream()
                        .findFirst());
    }

    /** All roll calls of one cutoff on one work date, by department. */
    public List<Kept> of(LocalDate workDate, String cutoff) {
        return database.in(
                "read the roll calls of a cutoff",
                handle -> new ArrayList<>(StandingRows.of(
                        handle,
                        "r.work_date = :workDate and r.cutoff = :cutoff",
                        new SlotKey(SlotKey.COMPANY, workDate, cutoff),
                        told)));
    }

    /** What each department that was ever read was called last, by id; those without a name are left out. */
    public Map<Long, String> names() {
        return database.in(
                "read the departments' names",
                handle -> handle.createQuery("select department, name from roll_call r where name <> ''"
                                + " and name <> cast(department as varchar(40)) and not exists (select 1 from roll_call n"
                                + "  where n.department = r.department and n.read_at > r.read_at and n.name <> ''"
                                + "  and n.name <> cast(n.department as varchar(40)))")
                        .reduceRows(new HashMap<>(), (names, row) -> {
                            names.put(row.getColumn("department", Long.class), row.getColumn("name", String.class));
                            return names;
                        }));
    }

    /**
     * What a roll call says of one slot.
     *
     * @param rollCall null for the company's roll-up, which has none of its own
     * @param message what is posted; null where the slot is not ready to be posted, or has nothing to say
     * @param lateAt when it is posted, as its text says, where that is late; null: in time
     * @param held whether the spike guard holds its names
     * @param name the department's name; empty for the company
     * @param unnamed user ids of those who are absent and whom the message does not name: they have come since
     */
    public record Rolled(
            SlotKey key,
            @Nullable DepartmentRollCall rollCall,
            @Nullable Frozen message,
            @Nullable Instant lateAt,
            boolean held,
            String name,
            Set<String> unnamed) {
        public Rolled {
            unnamed = Set.copyOf(unnamed);
        }

        /** What names everybody who is absent. */
        public Rolled(
                SlotKey key,
                @Nullable DepartmentRollCall rollCall,
                @Nullable Frozen message,
                @Nullable Instant lateAt,
                boolean held,
                String name) {
            this(key, rollCall, message, lateAt, held, name, Set.of());
        }

        boolean late() {
            return lateAt != null;
        }
    }

    /**
     * A roll call as it was kept.
     *
     * @param asOf the cutoff
     * @param readAt when its data had been read
     * @param named user ids of those whom its messages name: who is absent, and whom one has named that was sent before
     *     the roll call was made anew
     */
    public record Kept(Instant asOf, Instant readAt, DepartmentRollCall rollCall, Set<String> named) {
        public Kept {
            named = Set.copyOf(named);
        }
    }
}
