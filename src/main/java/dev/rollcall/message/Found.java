package dev.rollcall.message;

import dev.rollcall.absence.RollCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found for a question about departments. Begin with {@link #of} and add what applies.
 *
 * <p>Whoever is not due and has neither a plan nor the end of a shift is taken as resting.
 *
 * @param rollCall of the departments asked about and no others; at least one
 * @param tell how much of it the asker, and whoever reads the answer with them, may see
 * @param held ids of the departments whose names are held back
 * @param age how old the data is; null: it was read for this answer
 * @param link where all of it is to be seen, already signed; null: no link is printed
 * @param next when the next digest is due, for the answer that nobody is; null: not said
 * @param known by user id those of whom a lead knows where they are
 * @param whole whether these are all departments of the company
 */
public record Found(
        RollCall rollCall,
        Tell tell,
        Set<Long> held,
        @Nullable Duration age,
        @Nullable String link,
        @Nullable Instant next,
        Map<String, Known> known,
        boolean whole) {
    public Found {
        held = Set.copyOf(held);
        known = Map.copyOf(known);
        if (rollCall.departments().isEmpty()) {
            throw new IllegalArgumentException("Nothing was asked about");
        }
    }

    /** What {@code rollCall} says, read just now: names without a held list, no link. */
    public static Found of(RollCall rollCall) {
        return new Found(rollCall, Tell.NAMES, Set.of(), null, null, null, Map.of(), false);
    }

    /** Of which {@code what} may be seen. */
    public Found telling(Tell what) {
        return new Found(rollCall, what, held, age, link, next, known, whole);
    }

    /** Where the names of {@code departments}, by id, are held back. */
    public Found holding(Set<Long> departments) {
        return new Found(rollCall, tell, departments, age, link, next, known, whole);
    }

    /** Read {@code howLong} ago; null: just now. */
    public Found cached(@Nullable Duration howLong) {
        return new Found(rollCall, tell, held, howLong, link, next, known, whole);
    }

    /** With a link to all of it; null: none. */
    public Found linkedTo(@Nullable String url) {
        return new Found(rollCall, tell, held, age, url, next, known, whole);
    }

    /** With the time of the next digest; null: not said. */
    public Found before(@Nullable Instant digest) {
        return new Found(rollCall, tell, held, age, link, digest, known, whole);
    }

    /** Where leads know of some of the people, by user id. */
    public Found knowing(Map<String, Known> people) {
        return new Found(rollCall, tell, held, age, link, next, people, whole);
    }

    /** All departments of the company, which are called that. */
    public Found ofCompany() {
        return new Found(rollCall, tell, held, age, link, next, known, true);
    }

    /** How much may be seen. */
    public enum Tell {
        /** Numbers alone, as where a department shows no names in its group. */
        COUNTS,
        /** Names, but of a held list numbers alone, and of those of whom a lead knows their number: as in a group. */
        NAMES,
        /** What leads, HR and admins see in private: also the names of a held list, and what a lead knows of somebody. */
        ALL;

        DigestStyle.Show show() {
            return this == COUNTS ? DigestStyle.Show.COUNTS : DigestStyle.Show.NAMES;
        }
    }
}
