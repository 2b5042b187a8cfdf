package dev.rollcall.ledger;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Ends what is too late, and keeps of whom HR has not been told. Thread-safe. */
public final class Expiry {
    private static final String OPEN = Slots.OPEN;

    /** The others are open, or of a state that cannot be and is to be told of. */
    private static final String ENDED = "('sent', 'failed', 'missed', 'silent')";

    private final Database database;
    private final SlotRows rows;

    Expiry(Database database, SlotRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /**
     * Ends every slot that nobody works on and that is worth posting no more at {@code now}: missed where nothing was
     * tried, failed where something was. A slot of a state that cannot be is told of, whether it is late or not; one whose
     * digest is known to have been taken is neither, whoever claims it ends it as sent.
     *
     * @return those that this call has ended, as they were before
     */
    public List<Slot> expire(Instant now) {
        return database.in("end the slots that are too late", handle -> {
            List<Slot> late = rows.of(handle.createQuery("select * from slot where state not in " + ENDED
                            + " and " + Slots.FREE + " and (until <= :clock or state not in " + OPEN + ")"
                            + " and not (state in ('frozen', 'sending') and exists (select 1 from delivery d"
                            + "  join attempt a on a.msg_uuid = d.msg_uuid where d.department = slot.department"
                            + "  and d.work_date = slot.work_date and d.cutoff = slot.cutoff and d.kind = 'DIGEST'"
                            + "  and d.resend = slot.resend and a.outcome = 'TAKEN'))"
                            + " order by as_of, department for update skip locked")
                    .bind("aliveSince", database.now(handle).minus(Slots.LEASE))
                    .bind("clock", now));
            PreparedBatch batch = handle.prepareBatch("update slot set state = :state,"
                    + " reason = coalesce(reason, :reason), words = coalesce(words, :words), ended_at = :clock,"
                    + " owner = null where" + SlotRows.IS_KEY);
            for (Slot slot : late) {
                boolean tried =
                        slot.tries() > 0 || slot.state() == SlotState.FROZEN || slot.state() == SlotState.SENDING;
                batch.bindMap(SlotRows.bindings(slot.key()))
                        .bind("state", (tried ? SlotState.FAILED : SlotState.MISSED).word())
                        .bind("reason", tried ? "DEADLINE" : "MISSED")
                        .bind(
                                "words",
                                tried
                                        ? "the time in which it was worth sending is over"
                                        : "nobody worked on it within max_late")
                        .bind("clock", now)
                        .add();
            }
            if (!late.isEmpty()) {
                batch.execute();
                giveUp(handle, late);
                late.stream().map(Slot::key).filter(SlotKey::ofCompany).forEach(key -> unread(handle, key));
            }
            return late;
        });
    }

    /** What was frozen for {@code late} is sent no more, also when a correction of the same slot is. */
    private static void giveUp(Handle handle, List<Slot> late) {
        PreparedBatch batch = handle.prepareBatch("update delivery set state = 'failed', reason = 'DEADLINE'"
                + " where state in ('frozen', 'sending') and" + SlotRows.IS_KEY);
        late.forEach(slot -> batch.bindMap(SlotRows.bindings(slot.key())).add());
        batch.execute();
    }

    /** HR has not read the roll-up of {@code company}: of what failed it knows nothing yet. */
    static void unread(Handle handle, SlotKey company) {
        handle.createUpdate("update slot set told = false where work_date = :workDate and cutoff = :cutoff"
                        + " and department <> 0 and state in ('failed', 'missed')")
                .bindMap(SlotRows.bindings(company))
                .execute();
    }

    /**
     * Slots that have failed or were missed without anybody knowing, where nothing of the same cutoff and date is still
     * under way; the latest cutoff last. The company's is among them where HR could not be written to.
     */
    public List<Slot> untold() {
        return database.in(
                "read which failures HR has not been told of",
                handle -> rows.of(
                        handle.createQuery("select * from slot f where told = false and state in ('failed', 'missed')"
                                + " and (department <> 0 or state = 'failed' and reason <> 'DATA')"
                                + " and not exists (select 1 from slot o where o.work_date = f.work_date"
                                + "  and o.cutoff = f.cutoff and o.state in " + OPEN + ")"
                                + " order by as_of, cutoff, department")));
    }

    /** HR knows of these now. */
    public void told(List<SlotKey> keys) {
        database.run("write down of what HR was told", handle -> {
            PreparedBatch batch = handle.prepareBatch("update slot set told = true where" + SlotRows.IS_KEY);
            keys.forEach(key -> batch.bindMap(SlotRows.bindings(key)).add());
            if (!keys.isEmpty()) {
                batch.execute();
            }
        });
    }

    /**
     * Freezes one message to HR about {@code failed} and hands it to whoever comes first, as the correction of the
     * company's slot of the last of them.
     *
     * @param number how many such messages there were before of that slot
     * @return false where another process has told HR of something meanwhile: what that has left is still to be told
     */
    public boolean tell(Frozen message, int number, Instant asOf, List<SlotKey> failed, Instant now) {
        return database.in("freeze what HR is told", handle -> {
            SlotKey key = message.slot();
            handle.createUpdate("insert into slot (department, work_date, cutoff, as_of, until, state, next_at,"
                            + " tries, late, held, told, name, ended_at)"
                            + " values (:department, :workDate, :cutoff, :asOf, :asOf, 'silent', :now,"
                            + " 0, false, false, true, '', :now) on conflict do nothing")
                    .bindMap(SlotRows.bindings(key))
                    .bind("asOf", asOf)
                    .bind("now", now)
                    .execute();
            if (!DeliveryRows.insertNew(handle, message, database.now(handle), number)) {
                return false;
            }
            handle.createUpdate("update slot set correct_at = :now where" + SlotRows.IS_KEY)
                    .bindMap(SlotRows.bindings(key))
                    .bind("now", now)
                    .execute();
            PreparedBatch told = handle.prepareBatch("update slot set told = true where" + SlotRows.IS_KEY);
            failed.forEach(one -> told.bindMap(SlotRows.bindings(one)).add());
            if (!failed.isEmpty()) {
                told.execute();
            }
            return true;
        });
    }
}
