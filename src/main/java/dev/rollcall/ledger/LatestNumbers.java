package dev.rollcall.ledger;

import dev.rollcall.absence.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How does each department stand as of its latest cutoff of a day? People are counted anew only when a roll call was made
 * since, by whatever process. Thread-safe; every call is one transaction.
 */
public final class LatestNumbers {
    private static final String LATEST =
            "select r.department, r.name, s.standing, count(s.user_id) as people from roll_call r"
                    + " left join standing s on s.department = r.department and s.work_date = r.work_date"
                    + " and s.cutoff = r.cutoff where r.work_date = :workDate and not exists (select 1 from roll_call n"
                    + "  where n.department = r.department and n.work_date = r.work_date"
                    + "  and (n.as_of > r.as_of or (n.as_of = r.as_of and n.cutoff > r.cutoff)))"
                    + " group by r.department, r.name, s.standing order by r.department";

    private final Database database;
    private Known known = new Known(new Stamp(LocalDate.MIN, 0, null), List.of());

    LatestNumbers(Database database) {
        this.database = database;
    }

    /** Those of {@code workDate}, by department; none where no roll call is kept. */
    public synchronized List<Numbers> of(LocalDate workDate) {
        known = database.reading("count the absent", handle -> {
            Stamp now = stamp(handle, workDate);
            return now.equals(known.stamp()) ? known : new Known(now, read(handle, workDate));
        });
        return known.numbers();
    }

    private static Stamp stamp(Handle handle, LocalDate workDate) {
        return handle.createQuery(
                        "select count(*) as roll_calls, max(read_at) as last_read from roll_call where work_date = :workDate")
                .bind("workDate", workDate)
                .map((row, context) ->
                        new Stamp(workDate, row.getLong("roll_calls"), Instants.instant(row, "last_read")))
                .one();
    }

    private static List<Numbers> read(Handle handle, LocalDate workDate) {
        Map<Long, Numbers> all = new LinkedHashMap<>();
        handle.createQuery(LATEST)
                .bind("workDate", workDate)
                .map((row, context) -> {
                    long id = row.getLong("department");
                    String name = row.getString("name");
                    Numbers numbers =
                            all.computeIfAbsent(id, any -> new Numbers(id, name, new EnumMap<>(Standing.class)));
                    @Nullable String standing = row.getString("standing");
                    if (standing != null) {
                        numbers.people().put(Standing.valueOf(standing.toUpperCase(Locale.ROOT)), row.getInt("people"));
                    }
                    return numbers;
                })
                .list();
        return List.copyOf(all.values());
    }

    /**
     * The numbers of one department.
     *
     * @param name untrusted text
     * @param people how many stand how; not to be changed
     */
    public record Numbers(long department, String name, Map<Standing, Integer> people) {
        /** How many stand so. */
        public int of(Standing standing) {
            return people.getOrDefault(standing, 0);
        }

        /** How many are due. */
        public int due() {
            return people.values().stream().mapToInt(Integer::intValue).sum() - of(Standing.NOT_DUE);
        }
    }

    /** What changes whenever a roll call is kept. */
    private record Stamp(
            LocalDate workDate, long rollCalls, @Nullable Instant lastRead) {}

    private record Known(Stamp stamp, List<Numbers> numbers) {}
}
