package dev.rollcall.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which slots there are, whose they are, and what became of them: the truth about what is due.
 *
 * <p>A process works only on slots that it has claimed. Its claims last {@link #LEASE} by the database's clock from the
 * last time that it said that it lives; when that is over, any process may take them. Thread-safe; every call is one
 * transaction, and throws {@link LedgerException} if it could not be done.
 */
public final class Slots {
    /** How long a claim lasts. Longer than the longest attempt to send; a dead process's slots move on within 15 s. */
    public static final Duration LEASE = Duration.ofSeconds(12);

    static final String OPEN = "('due', 'claimed', 'frozen', 'sending')";

    /** Nobody has it, or nobody alive. */
    static final String FREE = "(owner is null or not exists"
            + " (select 1 from process p where p.id = owner and p.beat_at > :aliveSince))";

    private final Database database;
    private final SlotRows rows;
    private final Claims claims;

    Slots(Database database, SlotRows rows) {
        this.database = database;
        this.rows = rows;
        this.claims = new Claims(database, rows);
    }

    /**
     * Writes down that these are due; those that are known already stay as they are, except that one recorded as missed
     * is due again where that was too early: at a time that is yet to come, because a clock was wrong, or before the
     * cutoff, because that was moved. So is one that failed at a time that is yet to come.
     */
    public void plan(Collection<Planned> planned) {
        if (!planned.isEmpty()) {
            database.run("plan the slots", handle -> Planning.plan(handle, planned, database.now(handle)));
        }
    }

    /**
     * Claims what is to be worked on at {@code now} (of the processes' clock): what is due, what a dead process has left,
     * and digests whose correction is due. At most this process's fair share of it, and another one of what nobody has
     * taken for some seconds.
     */
    public List<Slot> claim(UUID process, Instant now) {
        return claims.waiting(process, now);
    }

    /**
     * Claims roll-ups of the company that may leave at {@code now}: those whose departments have each a roll call, and
     * have ended or had {@code patience} to; and after {@code longest} since the cutoff, those for whose
     * departments nobody makes one: what is being read need not be read twice.
     */
    public List<Slot> claimRollUps(UUID process, Instant now, Duration patience, Duration longest) {
        return claims.rollUps(process, now, patience, longest);
    }

    /**
     * Claims exactly these for work that somebody asked for, planning them first; those that have ended, or that another
     * process has, are left out.
     */
    public List<Slot> claimThese(UUID process, Collection<Planned> planned) {
        return claims.these(process, planned);
    }

    /** Says that {@code process} lives: its claims last on. */
    public void renew(UUID process) {
        database.run("renew the claims", handle -> {
            Instant dbNow = database.now(handle);
            int known = handle.createUpdate("update process set beat_at = :now where id = :process")
                    .bind("now", dbNow)
                    .bind("process", process)
                    .execute();
            if (known == 0) {
                handle.createUpdate("insert into process (id, beat_at) values (:process, :now) on conflict do nothing")
                        .bind("now", dbNow)
                        .bind("process", process)
                        .execute();
            }
            handle.createUpdate("delete from process where beat_at < :long")
                    .bind("long", dbNow.minus(Duration.ofHours(1)))
                    .execute();
        });
    }

    /** {@code process} finishes what it has and claims nothing more: the others' fair shares are the larger for it. */
    public void finishes(UUID process) {
        claims.finishes(process);
    }

    /** Gives back everything that {@code process} has, so that others need not wait for its claims to end. */
    public void release(UUID process) {
        database.run("release the claims", handle -> {
            handle.createUpdate("update slot set owner = null,"
                            + " state = case when state = 'claimed' then 'due' else state end where owner = :process")
                    .bind("process", process)
                    .execute();
            handle.createUpdate("delete from process where id = :process")
                    .bind("process", process)
                    .execute();
        });
        claims.letGo(process);
    }

    /** Gives back what every process has: for a database that only one can hold, in which all others are dead. */
    void releaseAll() {
        database.run("release the claims of dead processes", handle -> {
            handle.createUpdate("update slot set owner = null,"
                            + " state = case when state = 'claimed' then 'due' else state end where owner is not null")
                    .execute();
            handle.createUpdate("delete from process").execute();
        });
    }

    /**
     * Gives {@code key} back, to be taken up again at {@code nextAt}; false where {@code process} has it no more, or
     * it has ended.
     *
     * @param finished what has become of its notice; null where none was sent
     */
    public boolean later(
            UUID process,
            SlotKey key,
            Instant nextAt,
            @Nullable String reason,
            @Nullable String words,
            Deliveries.@Nullable Finished finished) {
        boolean mine = database.in(
                "put off a slot",
                handle -> DeliveryRows.finish(handle, finished)
                        && handle.createUpdate("update slot set state = 'due', owner = null,"
                                                + " next_at = :nextAt, tries = tries + 1, reason = :reason, words = :words"
                                                + " where owner = :process and state in " + OPEN + " and"
                                                + SlotRows.IS_KEY)
                                        .bindMap(SlotRows.bindings(key))
                                        .bind("nextAt", nextAt)
                                        .bind("reason", reason)
                                        .bind("words", Texts.cut(words, 2000))
                                        .bind("process", process)
                                        .execute()
                                > 0);
        claims.letGo(process, key);
        return mine;
    }

    /** Gives {@code key} back as it is, to be gone on with at {@code nextAt}. */
    public void giveBack(UUID process, SlotKey key, Instant nextAt) {
        database.run(
                "give back a slot",
                handle -> handle.createUpdate("update slot set owner = null, next_at = :nextAt,"
                                + " state = case when state = 'claimed' then 'due' else state end"
                                + " where owner = :process and" + SlotRows.IS_KEY)
                        .bindMap(SlotRows.bindings(key))
                        .bind("nextAt", nextAt)
                        .bind("process", process)
                        .execute());
        claims.letGo(process, key);
    }

    /** {@code process} does no more about {@code key}: if that is still its own, it is free at the next claim. */
    public void letGo(UUID process, SlotKey key) {
        claims.letGo(process, key);
    }

    /** As {@link #letGo(UUID, SlotKey)}, for what is left of {@code claimed}: what was claimed again since stays. */
    public void letGo(UUID process, Collection<Slot> claimed) {
        claims.letGo(process, claimed);
    }

    /**
     * Ends {@code key}; false where {@code process} has it no more, unless its message was taken: that is so whoever has
     * it. On the disk when it returns.
     *
     * @param finished what has become of its message; null where none was sent
     */
    public boolean end(UUID process, SlotKey key, Ending ending, Deliveries.@Nullable Finished finished) {
        boolean mine = database.in("write down how a slot ended", handle -> {
            DeliveryRows.finish(handle, finished);
            if (key.ofCompany() && ending.state() != SlotState.SENT) {
                Expiry.unread(handle, key);
            }
            return handle.createUpdate("update slot set state = :state, reason = :reason, words = :words,"
                                    + " late = :late, sent_at = :sentAt, ended_at = :endedAt,"
                                    + " correct_at = coalesce(:correctAt, correct_at), owner = null"
                                    + " where (owner = :process or :taken) and state in " + OPEN + " and"
                                    + SlotRows.IS_KEY)
                            .bindMap(SlotRows.bindings(key))
                            .bind("state", ending.state().word())
                            .bind("reason", ending.reason())
                            .bind("words", Texts.cut(ending.words(), 2000))
                            .bind("late", ending.late())
                            .bind("sentAt", ending.state() == SlotState.SENT ? ending.at() : null)
                            .bind("endedAt", ending.at())
                            .bind("correctAt", ending.correctAt())
                            .bind("taken", finished != null && finished.taken())
                            .bind("process", process)
                            .execute()
                    > 0;
        });
        claims.letGo(process, key);
        database.sync();
        return mine;
    }

    /**
     * The digest of {@code key} is due once more, under a new number, because somebody asked for it.
     *
     * @param now from when on
     * @param until until when it is worth posting
     * @return false where it has not ended yet, where its names are held, and where nobody planned it
     */
    public boolean again(SlotKey key, Instant now, Instant until) {
        return database.in("make a slot due again", handle -> Reopening.again(handle, key, now, until));
    }

    /**
     * The correction of {@code key} is done, or has nothing to say, or is tried again at {@code again}.
     *
     * @param finished what has become of it; null where none was sent
     */
    public void corrected(UUID process, SlotKey key, @Nullable Instant again, Deliveries.@Nullable Finished finished) {
        database.run("write down that a correction is done", handle -> {
            DeliveryRows.finish(handle, finished);
            handle.createUpdate("update slot set correct_at = :again, owner = null where owner = :process and"
                            + SlotRows.IS_KEY)
                    .bindMap(SlotRows.bindings(key))
                    .bind("again", again)
                    .bind("process", process)
                    .execute();
        });
        claims.letGo(process, key);
    }

    /** The slot as it stands; empty where nobody planned it. */
    public Optional<Slot> find(SlotKey key) {
        return database.in(
                "read a slot",
                handle -> rows
                        .of(handle.createQuery("select * from slot where" + SlotRows.IS_KEY)
                                .bindMap(SlotRows.bindings(key)))
                        .stream()
                        .findFirst());
    }

    /** All slots of {@code workDate}, by cutoff and department. */
    public List<Slot> of(LocalDate workDate) {
        return database.in(
                "read the slots of a day",
                handle -> rows.of(handle.createQuery(
                                "select * from slot where work_date = :workDate order by as_of, cutoff, department")
                        .bind("workDate", workDate)));
    }

    /**
     * Slots whose digest is due.
     *
     * @param key which
     * @param asOf the instant of the cutoff
     * @param until until when it is worth posting
     * @param startAt when work on it begins: the cutoff and a little chance
     */
    public record Planned(SlotKey key, Instant asOf, Instant until, Instant startAt) {}

    /**
     * How a slot ended.
     *
     * @param state one of the ended ones
     * @param at when
     * @param late whether its digest left late
     * @param reason why it failed, a word; null where it did not
     * @param words the same in words
     * @param correctAt when those whom it named are read again; null: never
     */
    public record Ending(
            SlotState state,
            Instant at,
            boolean late,
            @Nullable String reason,
            @Nullable String words,
            @Nullable Instant correctAt) {}
}
