package dev.rollcall.message;

import dev.rollcall.absence.Counts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one week, day by day.
 *
 * @param what which of the numbers was asked for
 * @param places the names of the departments whose numbers these are together, untrusted texts; empty: the whole company
 * @param days Monday to Sunday, in order; at least one
 * @param readAt when the newest of it had been read
 * @param age how old that is; null: it was read for this answer
 * @param link where more is to be seen, already signed; null: no link is printed
 */
public record Week(
        What what,
        List<String> places,
        List<Day> days,
        Instant readAt,
        @Nullable Duration age,
        @Nullable String link) {
    public Week {
        places = List.copyOf(places);
        days = List.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("A week has days");
        }
    }

    /** Which number stands in front, and is summed up at the top. */
    public enum What {
        /** Who has not clocked in. */
        ABSENT,
        /** The same, and who is on leave or on a trip. */
        OUT,
        /** Who came late. */
        LATE,
        /** Who is on leave or on a trip. */
        LEAVE
    }

    /**
     * One day.
     *
     * @param date the work date
     * @param counts its numbers; null where nothing is kept of it, and where it is still to come
     * @param asOf of when they are where the day is not over; null: of its end
     * @param membersComplete whether every member was known
     */
    public record Day(
            LocalDate date,
            @Nullable Counts counts,
            @Nullable Instant asOf,
            boolean membersComplete) {

        /** A day that is over, or of which nothing is known. */
        public Day(LocalDate date, @Nullable Counts counts) {
            this(date, counts, null, true);
        }
    }
}
