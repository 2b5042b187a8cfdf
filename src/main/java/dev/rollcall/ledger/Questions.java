package dev.rollcall.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * Which messages of chats somebody answers, or has: each once, however often and to whichever process it is delivered.
 *
 * <p>A process claims a message before it works on it, and afterwards says that it is answered or gives it back. A claim
 * ends with its process, and {@link #PATIENCE} after it was made if nothing was said; then the next delivery may be
 * answered. What was answered is known for at least {@link #KEPT}. All of that is by the database's clock. Ids may be of
 * any length. Thread-safe; every call is one transaction, and throws {@link LedgerException} if it could not be done.
 */
public final class Questions {
    /**
     * How long an answer may take before somebody else may give it, though whoever has it lives: longer than any does
     * while DingTalk hangs. A process that has died is noticed sooner.
     */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    /** For how long at least an answered message is known: DingTalk delivers no message again so much later. */
    public static final Duration KEPT = Duration.ofDays(1);

    private static final int LONGEST = 500;
    private static final int MOST_IN_DOUBT = 10_000;

    /** A claim is a sign of life as good as any: a process may ask before it has said for the first time that it lives. */
    private static final String FREE = "(process is null or claimed_at < :patience or (process = :process and :doubted)"
            + " or (claimed_at < :aliveSince and not exists"
            + " (select 1 from process p where p.id = question.process and p.beat_at > :aliveSince)))";

    private final Database database;

    /** Those of which a claim failed and may have been written: this process's own by the ledger, and in nobody's hand. */
    private final Set<String> inDoubt = ConcurrentHashMap.newKeySet();

    Questions(Database database) {
        this.database = database;
    }

    /**
     * Claims {@code msgId} for {@code process}; false where somebody has it or has answered it. After an exception it may
     * be asked again.
     */
    public boolean first(String msgId, UUID process) {
        String id = id(msgId);
        boolean doubted = inDoubt.remove(id);
        try {
            return database.in("claim a message", handle -> claim(handle, id, process, doubted));
        } catch (LedgerException e) {
            if (inDoubt.size() < MOST_IN_DOUBT) {
                inDoubt.add(id);
            }
            throw e;
        }
    }

    private boolean claim(Handle handle, String id, UUID process, boolean doubted) {
        Instant now = database.now(handle);
        int fresh = handle.createUpdate("insert into question (msg_id, process, claimed_at)"
                        + " values (:id, :process, :now) on conflict do nothing")
                .bind("id", id)
                .bind("process", process)
                .bind("now", now)
                .execute();
        return fresh > 0
                || handle.createUpdate("update question set process = :process, claimed_at = :now"
                                        + " where msg_id = :id and answered_at is null and " + FREE)
                                .bind("id", id)
                                .bind("process", process)
                                .bind("now", now)
                                .bind("patience", now.minus(PATIENCE))
                                .bind("aliveSince", now.minus(Slots.LEASE))
                                .bind("doubted", doubted)
                                .execute()
                        > 0;
    }

    /** {@code msgId} has been answered: no later delivery of it is. */
    public void answered(String msgId) {
        database.run(
                "write down that a message is answered",
                handle -> handle.createUpdate("update question set answered_at = :now where msg_id = :id")
                        .bind("id", id(msgId))
                        .bind("now", database.now(handle))
                        .execute());
    }

    /** {@code msgId} could not be answered: its next delivery may be. What has been answered stays so. */
    public void release(String msgId) {
        database.run(
                "give back a message",
                handle -> handle.createUpdate(
                                "update question set process = null where msg_id = :id and answered_at is null")
                        .bind("id", id(msgId))
                        .execute());
    }

    /** Gives back what every process has: for a database that only one can hold, in which all others are dead. */
    void releaseAll() {
        database.run(
                "give back the messages of dead processes",
                handle -> handle.createUpdate("update question set process = null where answered_at is null")
                        .execute());
    }

    private static String id(String msgId) {
        return msgId.length() <= LONGEST ? msgId : Texts.hash(msgId);
    }
}
