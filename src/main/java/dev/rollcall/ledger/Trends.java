package dev.rollcall.ledger;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.Standing;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How has it been? The numbers of days that are over, as their last cutoffs found them. Thread-safe. */
public final class Trends {
    private final Database database;

    Trends(Database database) {
        this.database = database;
    }

    /** The numbers of {@code department} from {@code first} to {@code last}; days without a roll call are left out. */
    public Map<LocalDate, Counts> of(long department, LocalDate first, LocalDate last) {
        return database.reading("read how it has been", handle -> {
            Map<LocalDate, Day> days = new LinkedHashMap<>();
            handle.createQuery("select s.work_date, s.standing, s.late, count(*) as people from standing s"
                            + " join roll_call r on r.department = s.department and r.work_date = s.work_date"
                            + " and r.cutoff = s.cutoff where s.department = :department"
                            + " and s.work_date between :first and :last and not exists (select 1 from roll_call n"
                            + "  where n.department = r.department and n.work_date = r.work_date"
                            + "  and (n.as_of > r.as_of or (n.as_of = r.as_of and n.cutoff > r.cutoff)))"
                            + " group by s.work_date, s.standing, s.late order by s.work_date")
                    .bind("department", department)
                    .bind("first", first)
                    .bind("last", last)
                    .map((row, context) -> {
                        days.computeIfAbsent(row.getObject("work_date", LocalDate.class), any -> new Day())
                                .add(row.getString("standing"), row.getBoolean("late"), row.getInt("people"));
                        return row.getInt("people");
                    })
                    .list();
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
