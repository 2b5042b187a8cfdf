package dev.rollcall.ledger;

import dev.rollcall.absence.Standing;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How have mornings been lately, all departments together? As the first roll calls of each date found them. Thread-safe. */
public final class Mornings {
    private final Database database;

    Mornings(Database database) {
        this.database = database;
    }

    /**
     * Of the dates from {@code first} to {@code last}.
     *
     * @return all zero and no day where there was no roll call
     */
    public Lately of(LocalDate first, LocalDate last) {
        return database.reading("read how mornings have been", handle -> {
            Map<Standing, Long> standings = new EnumMap<>(Standing.class);
            Set<DayOfWeek> working = EnumSet.noneOf(DayOfWeek.class);
            handle.createQuery("select s.work_date, s.standing, count(*) as people from roll_call r"
                            + " join standing s on s.department = r.department and s.work_date = r.work_date"
                            + "  and s.cutoff = r.cutoff"
                            + " where r.work_date between :first and :last and not exists (select 1 from roll_call b"
                            + "  where b.department = r.department and b.work_date = r.work_date and b.as_of < r.as_of)"
                            + " group by s.work_date, s.standing")
                    .bind("first", first)
                    .bind("last", last)
                    .map((row, context) -> {
                        Standing standing =
                                Standing.valueOf(row.getString("standing").toUpperCase(Locale.ROOT));
                        standings.merge(standing, row.getLong("people"), Long::sum);
                        if (standing != Standing.NOT_DUE) {
                            working.add(
                                    row.getObject("work_date", LocalDate.class).getDayOfWeek());
                        }
                        return standing;
                    })
                    .list();
            long people = handle.createQuery("select count(distinct user_id) from member")
                    .mapTo(Long.class)
                    .one();
            long due = standings.entrySet().stream()
                    .filter(one -> one.getKey() != Standing.NOT_DUE)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            return new Lately(
                    (int) Math.min(people, Integer.MAX_VALUE),
                    due,
                    due - standings.getOrDefault(Standing.PRESENT, 0L),
                    working);
        });
    }

    /**
     * What was found.
     *
     * @param people how many there are in all departments, as contacts were read last
     * @param due how often somebody was due
     * @param leftOver how often somebody who was due was not there, excused or not
     * @param working the days of the week on which anybody was due
     */
    public record Lately(int people, long due, long leftOver, Set<DayOfWeek> working) {
        public Lately {
            working = Set.copyOf(working);
        }
    }
}
