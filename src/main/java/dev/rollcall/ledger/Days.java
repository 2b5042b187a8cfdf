package dev.rollcall.ledger;

import dev.rollcall.absence.DayRecord;
import dev.rollcall.absence.PersonRecord;
import dev.rollcall.absence.PointResult;
import dev.rollcall.absence.PointResult.Verdict;
import dev.rollcall.absence.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Days that are over, as they were read whole: what the daily report is made of. Thread-safe; every call is one
 * transaction, and throws {@link LedgerException} if it could not be done.
 */
public final class Days {
    private static final String IN = "in";
    private static final String OUT = "out";
    private static final String NONE = "-";

    private final Database database;

    Days(Database database) {
        this.database = database;
    }

    /** Keeps {@code records}, in the place of those of the same department and date. */
    public void keep(Collection<DayRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        database.atLength("keep a day", handle -> {
            for (String table : List.of("day_person", "day_record")) {
                PreparedBatch batch = handle.prepareBatch(
                        "delete from " + table + " where work_date = :workDate and department = :department");
                records.forEach(one -> bindKey(batch, one).add());
                batch.execute();
            }
            PreparedBatch heads =
                    handle.prepareBatch("insert into day_record (work_date, department, name, as_of, read_at)"
                            + " values (:workDate, :department, :name, :asOf, :readAt)");
            records.forEach(one -> bindKey(heads, one)
                    .bind("name", Texts.cut(one.name(), 1000))
                    .bind("asOf", one.asOf())
                    .bind("readAt", one.readAt())
                    .add());
            heads.execute();
            people(handle, records);
            return records.size();
        });
    }

    private static PreparedBatch bindKey(PreparedBatch batch, DayRecord record) {
        return batch.bind("workDate", record.workDate()).bind("department", record.department());
    }

    private static void people(Handle handle, Collection<DayRecord> records) {
        PreparedBatch people =
                handle.prepareBatch("insert into day_person (work_date, department, position, user_id, name,"
                        + " standing, late, due_at, punched_at, first_punch, last_punch, points) values (:workDate, :department,"
                        + " :position, :id, :name, :standing, :late, :dueAt, :punchedAt, :first, :last, :points)");
        for (DayRecord record : records) {
            int position = 0;
            for (PersonRecord person : record.people()) {
                bindKey(people, record)
                        .bind("position", position++)
                        .bind("id", person.userId())
                        .bind("name", Texts.cut(person.name(), 1000))
                        .bind("standing", person.standing().name())
                        .bind("late", person.late())
                        .bind("dueAt", person.dueAt())
                        .bind("punchedAt", person.punchedAt())
                        .bind("first", person.firstPunch())
                        .bind("last", person.lastPunch())
                        .bind(
                                "points",
                                Texts.lines(
                                        person.points().stream().map(Days::line).toList()))
                        .add();
            }
        }
        if (people.size() > 0) {
            people.execute();
        }
    }

    private static String line(PointResult point) {
        return (point.onDuty() ? IN : OUT) + " " + point.verdict() + " " + millis(point.planned()) + " "
                + millis(point.at());
    }

    private static String millis(@Nullable Instant instant) {
        return instant == null ? NONE : String.valueOf(instant.toEpochMilli());
    }

    private static PointResult point(String line) {
        String[] parts = line.split(" ", -1);
        return new PointResult(parts[0].equals(IN), instant(parts[2]), instant(parts[3]), Verdict.valueOf(parts[1]));
    }

    private static @Nullable Instant instant(String millis) {
        return millis.equals(NONE) ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    /** What is kept of the dates from {@code first} to {@code last}, both included, by date and department. */
    public List<DayRecord> of(LocalDate first, LocalDate last) {
        // Day by day: the embedded database puts larger results into a file of their own.
        return database.reading(
                "read days",
                handle -> first.datesUntil(last.plusDays(1))
                        .flatMap(date -> of(handle, date).stream())
                        .toList());
    }

    private static List<DayRecord> of(Handle handle, LocalDate date) {
        Map<Long, List<PersonRecord>> people = new HashMap<>();
        handle.createQuery(
                        "select department, user_id, name, standing, late, due_at, punched_at, first_punch, last_punch,"
                                + " points from day_person where work_date = :date order by work_date, department, position")
                .bind("date", date)
                .map((row, context) -> people.computeIfAbsent(row.getLong("department"), any -> new ArrayList<>())
                        .add(person(row)))
                .list();
        return handle.createQuery("select department, name, as_of, read_at from day_record where work_date = :date"
                        + " order by department")
                .bind("date", date)
                .map((row, context) -> record(row, date, people))
                .list();
    }

    /** When what is kept of the dates from {@code first} to {@code last} was read, by date and department. */
    public Map<LocalDate, Map<Long, Instant>> readAt(LocalDate first, LocalDate last) {
        return database.reading("read which days are kept", handle -> {
            Map<LocalDate, Map<Long, Instant>> kept = new HashMap<>();
            handle.createQuery("select work_date, department, read_at from day_record"
                            + " where work_date between :first and :last")
                    .bind("first", first)
                    .bind("last", last)
                    .map((row, context) -> kept.computeIfAbsent(
                                    row.getObject("work_date", LocalDate.class), any -> new HashMap<>())
                            .put(row.getLong("department"), Objects.requireNonNull(Instants.instant(row, "read_at"))))
                    .list();
            return kept;
        });
    }

    private static DayRecord record(ResultSet row, LocalDate date, Map<Long, List<PersonRecord>> people)
            throws SQLException {
        return new DayRecord(
                date,
                row.getLong("department"),
                row.getString("name"),
                Objects.requireNonNull(Instants.instant(row, "as_of")),
                Objects.requireNonNull(Instants.instant(row, "read_at")),
                null,
                people.getOrDefault(row.getLong("department"), List.of()));
    }

    private static PersonRecord person(ResultSet row) throws SQLException {
        return new PersonRecord(
                row.getString("user_id"),
                row.getString("name"),
                Standing.valueOf(row.getString("standing")),
                row.getBoolean("late"),
                Instants.instant(row, "due_at"),
                Instants.instant(row, "punched_at"),
                Instants.instant(row, "first_punch"),
                Instants.instant(row, "last_punch"),
                Texts.list(row.getString("points")).stream().map(Days::point).toList());
    }
}
