package dev.rollcall.absence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One department's work date when it was over: a row of the daily report.
 *
 * @param department DingTalk's {@code dept_id}
 * @param name the department's name; untrusted text
 * @param asOf the end of the date
 * @param readAt when its data had been read
 * @param trouble what could not be read, in words; null where everything was
 * @param people everybody who was due, in the order in which they are shown
 */
public record DayRecord(
        LocalDate workDate,
        long department,
        String name,
        Instant asOf,
        Instant readAt,
        @Nullable String trouble,
        List<PersonRecord> people) {
    /** Results follow the end of a shift, and machines report late. */
    private static final Duration SETTLED = Duration.ofHours(2);

    public DayRecord {
        people = List.copyOf(people);
    }

    /** Whether everything that it needs was read. */
    public boolean complete() {
        return trouble == null;
    }

    /** Whether nothing can be said of it: not all of its people were read, and nobody who was due is known. */
    public boolean unknown() {
        return !complete() && people.isEmpty();
    }

    /** Its numbers, in people; all zero where it is {@link #unknown}. */
    public Counts counts() {
        Map<Standing, Integer> by = new EnumMap<>(Standing.class);
        people.forEach(person -> by.merge(person.standing(), 1, Integer::sum));
        return new Counts(
                people.size(),
                by.getOrDefault(Standing.PRESENT, 0),
                number(PersonRecord::late),
                by.getOrDefault(Standing.EXCUSED, 0),
                by.getOrDefault(Standing.PENDING, 0),
                by.getOrDefault(Standing.UNVERIFIED, 0),
                by.getOrDefault(Standing.ABSENT, 0));
    }

    /** How many left before their time. */
    public int early() {
        return number(PersonRecord::early);
    }

    /** How many have punched and lack a card. */
    public int missingPunch() {
        return number(PersonRecord::missingPunch);
    }

    private int number(Predicate<PersonRecord> which) {
        return (int) people.stream().filter(which).count();
    }

    /** Whether nothing of it was still to come when it was read: also a shift that ends after midnight was over. */
    public boolean over() {
        Instant last = people.stream()
                .flatMap(person -> person.points().stream())
                .map(PointResult::planned)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .filter(asOf::isBefore)
                .orElse(asOf);
        return !readAt.isBefore(last.plus(SETTLED));
    }
}
