package dev.rollcall.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * What is kept no longer: everything of old work dates, and everything of one person.
 *
 * <p>Thread-safe; every call is one transaction, and throws {@link LedgerException} if it could not be done.
 */
public final class Retention {
    /** After which nothing is of use that was kept for the moment only. */
    private static final Duration USEFUL = Duration.ofHours(1);

    /** Contacts are those of the night before. */
    private static final Duration CONTACTS = Duration.ofHours(27);

    /** Every table with rows of a date, the column that says which, in the order in which they may go. */
    private static final Map<String, String> BY_DATE = byDate();

    /** Every table with rows of a person. */
    private static final List<String> BY_PERSON =
            List.of("plan_point", "standing", "known_punch", "known_leave", "swept", "day_person");

    /** That a message speaks of a person whom a roll call of its slot knows, or mentions them. */
    private static final String CONCERNED = "(" + mentions("mentions") + " or exists (select 1 from standing s"
            + " where s.user_id = :id and (s.department = delivery.department or delivery.department = 0)"
            + " and s.work_date = delivery.work_date and s.cutoff = delivery.cutoff))";

    /** That a message holds a text. */
    private static final String NAMED = "(text like :part or plain_text like :part or title like :part)";

    private final Database database;

    Retention(Database database) {
        this.database = database;
    }

    private static Map<String, String> byDate() {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String table : List.of(
                "delivery",
                "plan_point",
                "standing",
                "roll_call",
                "known_punch",
                "known_leave",
                "answer",
                "sweep",
                "swept",
                "witness",
                "slot",
                "day_person",
                "day_record")) {
            tables.put(table, "work_date");
        }
        ChatTraces.BY_DATE.forEach(table -> tables.put(table, "work_date"));
        tables.put("shift_terms", "read_for");
        return tables;
    }

    /**
     * Deletes everything of work dates before {@code first}, and of months that ended before it.
     *
     * @return how many rows were deleted
     */
    public int purge(LocalDate first) {
        int rows = 0;
        for (LocalDate end : ends(first)) { // Day by day, so that nobody waits for long.
            rows += database.atLength("delete old rows", handle -> {
                int deleted = 0;
                for (Map.Entry<String, String> table : BY_DATE.entrySet()) {
                    deleted += before(handle, table.getKey(), table.getValue(), end);
                }
                return deleted;
            });
        }
        rows += database.atLength(
                "delete old rows",
                handle -> before(handle, "allowance", "month_begin", first.withDayOfMonth(1))
                        + ChatTraces.purge(handle, first)
                        // Also those whose message went when somebody was forgotten; young ones still count
                        // towards a
                        // robot's minute.
                        + handle.createUpdate("delete from attempt where began_at < :old and not exists"
                                        + " (select 1 from delivery d where d.msg_uuid = attempt.msg_uuid)")
                                .bind("old", database.now(handle).minus(USEFUL))
                                .execute());
        return rows;
    }

    /**
     * Writes the file of an embedded database anew where it has become twice as large as it was: it does not give back by
     * itself what deleted rows took. Whoever uses it meanwhile finds it away for a moment.
     */
    public void makeRoom() {
        database.makeRoom();
    }

    /** The days after those of which something is kept, up to {@code first}. */
    private List<LocalDate> ends(LocalDate first) {
        return database.reading(
                "look for old rows",
                handle -> BY_DATE.entrySet().stream()
                        .flatMap(table -> handle
                                .createQuery("select min(" + table.getValue() + ") from " + table.getKey())
                                .mapTo(LocalDate.class)
                                .findFirst()
                                .stream())
                        .filter(first::isAfter)
                        .min(Comparator.naturalOrder())
                        .map(oldest ->
                                oldest.plusDays(1).datesUntil(first.plusDays(1)).toList())
                        .orElse(List.of()));
    }

    private static int before(Handle handle, String table, String column, LocalDate first) {
        return handle.createUpdate("delete from " + table + " where " + column + " < :first")
                .bind("first", first)
                .execute();
    }

    /**
     * Deletes what is of no use any more: answers and contacts, which hold names and punches, and which messages of chats
     * were answered long ago.
     */
    public void tidy() {
        database.run("delete what is no longer of use", handle -> {
            Instant now = database.now(handle);
            Instant old = now.minus(USEFUL);
            handle.createUpdate("delete from answer where kept_at < :old")
                    .bind("old", old)
                    .execute();
            handle.createUpdate("delete from swept where kept_at < :old")
                    .bind("old", old)
                    .execute();
            handle.createUpdate("delete from member where department in"
                            + " (select department from contact where read_at < :old)")
                    .bind("old", now.minus(CONTACTS))
                    .execute();
            handle.createUpdate("delete from contact where read_at < :old")
                    .bind("old", now.minus(CONTACTS))
                    .execute();
            ChatTraces.tidy(handle, now);
        });
    }

    /**
     * Deletes everything of {@code userId}: standings, evidence, punches, contacts, what leads have said of them, who they
     * were where they have said something themselves, and every frozen text that may name or mention them, which is all
     * that was posted of a roll call with them in it, or holds their name. A text that has
     * not been taken yet is made anew from a new roll call, and so is every roll call that is under way. Of an embedded
     * database the file is written anew, so that nothing is left in it: whoever uses it meanwhile finds it away for a
     * moment.
     *
     * @return how many rows were deleted or emptied
     */
    public int forget(String userId) {
        int forgotten = database.atLength("forget a person", handle -> {
            handle.createUpdate("update slot set owner = null,"
                            + " state = case when state = 'claimed' then 'due' else state end where owner is not null")
                    .execute();
            int rows = texts(handle, userId, CONCERNED);
            List<String> names = names(handle, userId);
            for (String name : names) {
                rows += texts(handle, name, NAMED);
            }
            rows += ChatTraces.forget(handle, userId, names);
            // A remembered list without them would be taken for the whole department.
            rows += update(
                    handle,
                    "delete from contact where " + mentions("managers")
                            + " or department in (select department from member where user_id = :id)",
                    userId);
            rows += handle.createUpdate("delete from member where department not in (select department from contact)")
                    .execute();
            for (String table : BY_PERSON) {
                rows += handle.createUpdate("delete from " + table + " where user_id = :id")
                        .bind("id", userId)
                        .execute();
            }
            rows += update(handle, "update roll_call set managers = '' where " + mentions("managers"), userId);
            return rows + handle.createUpdate("delete from answer").execute();
        });
        database.compact();
        return forgotten;
    }

    /** Every name under which {@code userId} is known. */
    private static List<String> names(Handle handle, String userId) {
        return handle.createQuery("select name from standing where user_id = :id"
                        + " union select name from member where user_id = :id"
                        + " union select name from day_person where user_id = :id")
                .bind("id", userId)
                .mapTo(String.class)
                .filter(name -> !name.isBlank())
                .list();
    }

    /** Has messages of which {@code condition} is true made anew, or empties them where they were sent. */
    private static int texts(Handle handle, String sought, String condition) {
        update(
                handle,
                "update slot set state = 'due', owner = null where state in ('frozen', 'sending') and exists"
                        + " (select 1 from delivery where delivery.department = slot.department"
                        + " and delivery.work_date = slot.work_date and delivery.cutoff = slot.cutoff"
                        + " and delivery.state in ('frozen', 'sending') and " + condition + ")",
                sought);
        return update(handle, "delete from delivery where state in ('frozen', 'sending') and " + condition, sought)
                + update(
                        handle,
                        "update delivery set title = '', text = '', plain_title = null, plain_text = null,"
                                + " mentions = '' where text <> '' and " + condition,
                        sought);
    }

    /** That the column of lines has the person in it. */
    private static String mentions(String column) {
        return "(chr(10) || " + column + " || chr(10) like :line)";
    }

    private static int update(Handle handle, String sql, String sought) {
        Update update = handle.createUpdate(sql);
        Map<String, String> all = Map.of(
                "id", sought,
                "line", "%\n" + escaped(sought) + "\n%",
                "part", "%" + escaped(sought) + "%");
        return update.bindMap(all).execute();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
