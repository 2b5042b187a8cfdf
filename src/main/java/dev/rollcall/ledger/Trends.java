package dev.rollcall.ledger;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.Standing;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How has it been? The numbers of days that are over, as their last cutoffs found them; of days without a cutoff as a
 * report has kept them. Thread-safe.
 */
public final class Trends {
    /** Of each day the roll call of its last cutoff. */
    private static final String ROLL_CALLS =
            "select s.work_date, s.standing, s.late, count(*) as people from standing s"
                    + " join roll_call r on r.department = s.department and r.work_date = s.work_date"
                    + " and r.cutoff = s.cutoff where s.department = :department"
                    + " and s.work_date between :first and :last and not exists (select 1 from roll_call n"
                    + "  where n.department = r.department and n.work_date = r.work_date"
                    + "  and (n.as_of > r.as_of or (n.as_of = r.as_of and n.cutoff > r.cutoff)))"
                    + " group by s.work_date, s.standing, s.late";

    /** Of days without a roll call what a report has read. */
    private static final String REPORTED =
            "select p.work_date, p.standing, p.late, count(*) as people from day_person p"
                    + " where p.department = :department and p.work_date between :first and :last"
                    + " and not exists (select 1 from roll_call r"
                    + "  where r.department = p.department and r.work_date = p.work_date)"
                    + " group by p.work_date, p.standing, p.late";

    private final Database database;

    Trends(Database database) {
        this.database = database;
    }

    /**
     * The numbers of {@code department} from {@code first} to {@code last}, by date in order; days of which nobody is kept
     * are left out.
     */
    public Map<LocalDate, Counts> of(long department, LocalDate first, LocalDate last) {
        return database.reading("read how it has been", handle -> {
            Map<LocalDate, Day> days = new TreeMap<>();
            for (String query : List.of(ROLL_CALLS, REPORTED)) {
                handle.createQuery(query)
                        .bind("department", department)
                        .bind("first", first)
                        .bind("last", last)
                        .map((row, context) -> {
                            days.computeIfAbsent(row.getObject("work_date", LocalDate.class), any -> new Day())
                                    .add(row.getString("standing"), row.getBoolean("late"), row.getInt("people"));
                            return row.getInt("people");
                        })
                        .list();
            }
            Map<LocalDate, Counts> counts = new LinkedHashMap<>();
            days.forEach((date, day) -> counts.put(date, day.counts()));
            return counts;
        });
    }

    private static final class Day {
        private final Map<Standing, Integer> by = new EnumMap<>(Standing.class);
        private int late;

        private void add(String standing, boolean isLate, int people) {
            by.merge(Standing.valueOf(standing.toUpperCase(Locale.ROOT)), people, Integer::sum);
            late += isLate ? people : 0;
        }

        private Counts counts() {
            int all = by.values().stream().mapToInt(Integer::intValue).sum();
            return new Counts(
                    all - number(Standing.NOT_DUE),
                    number(Standing.PRESENT),
                    late,
                    number(Standing.EXCUSED),
                    number(Standing.PENDING),
                    number(Standing.UNVERIFIED),
                    number(Standing.ABSENT));
        }

        private int number(Standing standing) {
            return by.getOrDefault(standing, 0);
        }
    }
}
