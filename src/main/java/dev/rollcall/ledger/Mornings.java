package dev.rollcall.ledger;

import dev.rollcall.absence.Standing;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How have mornings been lately, all departments together? As the first roll calls of each date found them. Thread-safe. */
public final class Mornings {
    /** A date on which one in so many of those due could not be read says nothing of mornings. */
    private static final int UNREADABLE = 5;

    /** One make-up day is no habit. */
    private static final int OFTEN = 2;

    private final Database database;

    Mornings(Database database) {
        this.database = database;
    }

    /**
     * Of the dates from {@code first} to {@code last}. Reads every standing of their first roll calls: ask seldom.
     *
     * @return all zero and no day where there was no roll call
     */
    public Lately of(LocalDate first, LocalDate last) {
        return database.reading("read how mornings have been", handle -> {
            Map<LocalDate, Map<Standing, Long>> dates = new HashMap<>();
            handle.createQuery("select s.work_date, s.standing, count(*) as people from roll_call r"
                            + " join standing s on s.department = r.department and s.work_date = r.work_date"
                            + "  and s.cutoff = r.cutoff"
                            + " where r.work_date between :first and :last and not exists (select 1 from roll_call b"
                            + "  where b.department = r.department and b.work_date = r.work_date and b.as_of < r.as_of)"
                            + " group by s.work_date, s.standing")
                    .bind("first", first)
                    .bind("last", last)
                    .map((row, context) -> dates.computeIfAbsent(
                                    row.getObject("work_date", LocalDate.class), any -> new EnumMap<>(Standing.class))
                            .merge(
                                    Standing.valueOf(row.getString("standing").toUpperCase(Locale.ROOT)),
                                    row.getLong("people"),
                                    Long::sum))
                    .list();
            return lately(dates);
        });
    }

    /** How many people there are in all departments, as contacts were read last; 0 before that. */
    public int people() {
        return database.in(
                "count people",
                handle -> handle.createQuery("select count(distinct user_id) from member")
                        .mapTo(Integer.class)
                        .one());
    }

    private static Lately lately(Map<LocalDate, Map<Standing, Long>> dates) {
        long most = dates.values().stream().mapToLong(Mornings::due).max().orElse(0);
        long due = 0;
        long leftOver = 0;
        Map<DayOfWeek, Integer> full = new EnumMap<>(DayOfWeek.class);
        for (Map.Entry<LocalDate, Map<Standing, Long>> date : dates.entrySet()) {
            Map<Standing, Long> standings = date.getValue();
            long own = due(standings);
            if (own * 2 > most) {
                full.merge(date.getKey().getDayOfWeek(), 1, Integer::sum);
            }
            if (standings.getOrDefault(Standing.UNVERIFIED, 0L) * UNREADABLE < own) {
                due += own;
                leftOver += own - standings.getOrDefault(Standing.PRESENT, 0L);
            }
        }
        full.values().removeIf(times -> times < OFTEN);
        return new Lately(due, leftOver, full.keySet());
    }

    private static long due(Map<Standing, Long> standings) {
        return standings.entrySet().stream()
                .filter(one -> one.getKey() != Standing.NOT_DUE)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * What was found.
     *
     * @param due how often somebody was due, on dates of which most could be read
     * @param leftOver how often somebody of them was not there, excused or not
     * @param working the days of the week on which more than once at least half of those were due who are due at most
     */
    public record Lately(long due, long leftOver, Set<DayOfWeek> working) {
        public Lately {
            working = Set.copyOf(working);
        }
    }
}
