package dev.rollcall.ledger;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What is kept no longer: everything of old work dates, and everything of one person.
 *
 * <p>Thread-safe; every call is one transaction, and throws {@link LedgerException} if it could not be done.
 */
public final class Retention {
    /** Every table with rows of a work date, in the order in which they may go. */
    private static final Map<String, String> BY_DATE = byDate();

    /** Every table with rows of a person. */
    private static final List<String> BY_PERSON = List.of("plan_point", "standing", "known_punch", "member");

    private final Database database;

    Retention(Database database) {
        this.database = database;
    }

    private static Map<String, String> byDate() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("attempt", "msg_uuid in (select msg_uuid from delivery where work_date < :first)");
        for (String table :
                List.of("delivery", "plan_point", "standing", "roll_call", "known_punch", "answer", "slot")) {
            tables.put(table, "work_date < :first");
        }
        tables.put("shift_terms", "read_for < :first");
        tables.put("allowance", "month_begin < :firstMonth");
        return tables;
    }

    /**
     * Deletes everything of work dates before {@code first}.
     *
     * @return how many rows were deleted
     */
    public int purge(LocalDate first) {
        return database.in("delete old rows", handle -> {
            int rows = 0;
            for (Map.Entry<String, String> table : BY_DATE.entrySet()) {
                rows += handle.createUpdate("delete from " + table.getKey() + " where " + table.getValue())
                        .bind("first", first)
                        .bind("firstMonth", first.minusYears(1))
                        .execute();
            }
            return rows;
        });
    }

    /** Deletes answers and contacts that are of no use any more: they hold names and punches. */
    public void tidy() {
        database.run("delete what is no longer of use", handle -> {
            var old = database.now(handle).minus(java.time.Duration.ofHours(1));
            handle.createUpdate("delete from answer where kept_at < :old")
                    .bind("old", old)
                    .execute();
            handle.createUpdate("delete from member where department in"
                            + " (select department from contact where read_at < :old)")
                    .bind("old", old)
                    .execute();
            handle.createUpdate("delete from contact where read_at < :old")
                    .bind("old", old)
                    .execute();
        });
    }

    /**
     * Deletes everything of {@code userId}: standings, evidence, punches, contacts, and every frozen text that may name
     * or mention them, which is all that was posted of a roll call with them in it. A text that has not been taken yet is
     * made anew from a new roll call.
     *
     * @return how many rows were deleted or emptied
     */
    public int forget(String userId) {
        return database.in("forget a person", handle -> {
            String concerned = "(" + mentions("mentions") + " or exists (select 1 from standing s"
                    + " where s.user_id = :id and s.department = delivery.department"
                    + " and s.work_date = delivery.work_date and s.cutoff = delivery.cutoff))";
            update(
                    handle,
                    "update slot set state = 'due', owner = null where state in ('frozen', 'sending') and exists"
                            + " (select 1 from delivery where delivery.department = slot.department"
                            + " and delivery.work_date = slot.work_date and delivery.cutoff = slot.cutoff"
                            + " and delivery.state in ('frozen', 'sending') and " + concerned + ")",
                    userId);
            int rows = update(
                    handle, "delete from delivery where state in ('frozen', 'sending') and " + concerned, userId);
            rows += update(
                    handle,
                    "update delivery set text = '', plain_text = null, mentions = '' where " + concerned,
                    userId);
            for (String table : BY_PERSON) {
                rows += handle.createUpdate("delete from " + table + " where user_id = :id")
                        .bind("id", userId)
                        .execute();
            }
            for (String table : List.of("roll_call", "contact")) {
                rows += update(handle, "update " + table + " set managers = '' where " + mentions("managers"), userId);
            }
            rows += handle.createUpdate("delete from answer").execute();
            return rows;
        });
    }

    /** That the column of lines has the person in it. */
    private static String mentions(String column) {
        return "(" + column + " = :id or " + column + " like :first or " + column + " like :middle or " + column
                + " like :last)";
    }

    private static int update(Handle handle, String sql, String userId) {
        return handle.createUpdate(sql)
                .bind("id", userId)
                .bind("first", escaped(userId) + "\n%")
                .bind("middle", "%\n" + escaped(userId) + "\n%")
                .bind("last", "%\n" + escaped(userId))
                .execute();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
