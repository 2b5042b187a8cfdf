package dev.rollcall.message;

import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was found for a question about one person. Begin with {@link #of} and add what applies.
 *
 * @param finding where they stand, with its evidence and plan where these are kept
 * @param department the name of their department, untrusted text; empty: not said
 * @param asOf the instant that it speaks of
 * @param readAt when the data had been read
 * @param workDate the work date
 * @param age how old the data is; null: it was read for this answer
 * @param known what a lead knows of them, if the asker may see that; null: nothing
 * @param self whether they ask about themselves
 */
public record FoundPerson(
        Finding finding,
        String department,
        Instant asOf,
        Instant readAt,
        LocalDate workDate,
        @Nullable Duration age,
        @Nullable Known known,
        boolean self) {

    /** One person of {@code rollCall}, read just now, about whom somebody else asks. */
    public static FoundPerson of(Finding finding, String department, RollCall rollCall) {
        return new FoundPerson(
                finding, department, rollCall.asOf(), rollCall.readAt(), rollCall.workDate(), null, null, false);
    }

    /** Of whom that was found as of {@code instant}. */
    public FoundPerson asOf(Instant instant) {
        return new FoundPerson(finding, department, instant, readAt, workDate, age, known, self);
    }

    /** Read {@code howLong} ago; null: just now. */
    public FoundPerson cached(@Nullable Duration howLong) {
        return new FoundPerson(finding, department, asOf, readAt, workDate, howLong, known, self);
    }

    /** Of whom a lead knows {@code what}; null: nothing. */
    public FoundPerson knowing(@Nullable Known what) {
        return new FoundPerson(finding, department, asOf, readAt, workDate, age, what, self);
    }

    /** Who asks about themselves, if {@code same}. */
    public FoundPerson self(boolean same) {
        return new FoundPerson(finding, department, asOf, readAt, workDate, age, known, same);
    }
}
