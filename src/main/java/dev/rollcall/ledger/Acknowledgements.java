package dev.rollcall.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Whom a lead knows about: that somebody is not there and why, for one work date or a part of it. The latest one of a
 * person counts. Thread-safe; every call is one transaction, and throws {@link LedgerException} if it could not be done.
 */
public final class Acknowledgements {
    private static final int LONGEST = 500;

    private final Database database;

    Acknowledgements(Database database) {
        this.database = database;
    }

    /** Marks somebody as known, in place of what was said of them for that work date before. A long reason is cut. */
    public void add(Acknowledgement known) {
        database.run("acknowledge an absence", handle -> {
            Update fresh = update(
                    handle,
                    "insert into acknowledgement (work_date, user_id, reason, until, acknowledged_by, acknowledged_at)"
                            + " values (:workDate, :userId, :reason, :until, :by, :at) on conflict do nothing",
                    known);
            if (fresh.execute() == 0) {
                update(
                                handle,
                                "update acknowledgement set reason = :reason, until = :until, acknowledged_by = :by,"
                                        + " acknowledged_at = :at where work_date = :workDate and user_id = :userId",
                                known)
                        .execute();
            }
        });
    }

    private static Update update(Handle handle, String sql, Acknowledgement known) {
        return handle.createUpdate(sql)
                .bind("workDate", known.workDate())
                .bind("userId", known.userId())
                .bind("reason", Texts.cut(known.reason(), LONGEST))
                .bind("until", known.until())
                .bind("by", known.by())
                .bind("at", known.at());
    }

    /** {@code userId} is known for {@code workDate} no more; false where they were not. */
    public boolean withdraw(String userId, LocalDate workDate) {
        return database.in(
                "withdraw an acknowledgement",
                handle -> handle.createUpdate(
                                        "delete from acknowledgement where work_date = :workDate and user_id = :userId")
                                .bind("workDate", workDate)
                                .bind("userId", userId)
                                .execute()
                        > 0);
    }

    /** Those for {@code workDate} that have not ended by {@code now}, by user id and in that order. */
    public Map<String, Acknowledgement> of(LocalDate workDate, Instant now) {
        return database.in("read whom leads know about", handle -> {
            Map<String, Acknowledgement> known = new LinkedHashMap<>();
            handle.createQuery("select * from acknowledgement where work_date = :workDate"
                            + " and (until is null or until > :now) order by user_id")
                    .bind("workDate", workDate)
                    .bind("now", now)
                    .map((row, context) -> new Acknowledgement(
                            row.getString("user_id"),
                            workDate,
                            row.getString("reason"),
                            Instants.instant(row, "until"),
                            row.getString("acknowledged_by"),
                            Objects.requireNonNull(Instants.instant(row, "acknowledged_at"))))
                    .forEach(one -> known.put(one.userId(), one));
            return known;
        });
    }

    /**
     * That a lead knows about somebody.
     *
     * @param reason in the lead's words, for leads and HR only; may be empty
     * @param until when it ends; null: with the work date, so for whoever asks about that one it holds
     * @param by the lead's user id; empty once that person is forgotten
     */
    public record Acknowledgement(
            String userId,
            LocalDate workDate,
            String reason,
            @Nullable Instant until,
            String by,
            Instant at) {}
}
