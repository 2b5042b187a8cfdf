package dev.rollcall.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * On which work dates no digest is posted to a department, or to anybody. Thread-safe; every call is one transaction, and
 * throws {@link LedgerException} if it could not be done.
 */
public final class Mutes {
    private final Database database;

    Mutes(Database database) {
        this.database = database;
    }

    /**
     * No digest of {@code workDate} is posted to {@code department}; who said so first is kept.
     *
     * @param department DingTalk's {@code dept_id}; {@link SlotKey#COMPANY}: the whole company, every department in it
     * @param by the user id of who said so
     * @return false where it was so already
     */
    public boolean mute(long department, LocalDate workDate, String by, Instant at) {
        return database.in(
                "mute the digests of a day",
                handle -> handle.createUpdate("insert into mute (work_date, department, muted_by, muted_at)"
                                        + " values (:workDate, :department, :by, :at) on conflict do nothing")
                                .bind("workDate", workDate)
                                .bind("department", department)
                                .bind("by", by)
                                .bind("at", at)
                                .execute()
                        > 0);
    }

    /**
     * Takes back one {@link #mute}; false where there was none. A department stays muted while the company is, and the
     * other way round: only what was muted itself can be unmuted.
     */
    public boolean unmute(long department, LocalDate workDate) {
        return database.in(
                "unmute the digests of a day",
                handle ->
                        handle.createUpdate("delete from mute where work_date = :workDate and department = :department")
                                        .bind("workDate", workDate)
                                        .bind("department", department)
                                        .execute()
                                > 0);
    }

    /** Takes back every {@link #mute} of {@code department} from {@code first} on; false where there was none. */
    public boolean unmuteFrom(long department, LocalDate first) {
        return database.in(
                "unmute digests",
                handle -> handle.createUpdate("delete from mute where work_date >= :first and department = :department")
                                .bind("first", first)
                                .bind("department", department)
                                .execute()
                        > 0);
    }

    /** Whether no digest of {@code workDate} is posted to {@code department}, by itself or with the whole company. */
    public boolean muted(long department, LocalDate workDate) {
        return of(workDate).stream()
                .anyMatch(one -> one.department() == department || one.department() == SlotKey.COMPANY);
    }

    /** What is muted on {@code workDate}, as it was said, by department. */
    public List<Mute> of(LocalDate workDate) {
        return database.in(
                "read what is muted",
                handle -> handle.createQuery("select * from mute where work_date = :workDate order by department")
                        .bind("workDate", workDate)
                        .map((row, context) -> new Mute(
                                row.getLong("department"),
                                row.getString("muted_by"),
                                Objects.requireNonNull(Instants.instant(row, "muted_at"))))
                        .list());
    }

    /**
     * That somebody wants no digests on a work date.
     *
     * @param department {@link SlotKey#COMPANY}: the whole company
     * @param by a user id; empty once that person is forgotten
     */
    public record Mute(long department, String by, Instant at) {}
}
