package dev.rollcall.absence;

import java.time.Duration;
import java.time.Instant;

/**
 * One department, and the reading that it is part of.
 *
 * @param incomplete how many readings before this one, in a row, could not be whole
 */
record LivePart(DepartmentRollCall department, RollCall whole, int incomplete) {
    /** The same part where the punch changes nothing. */
    @SuppressWarnings("ReferenceEquality") // Nothing has changed where it is the very same.
    LivePart punched(AbsenceFinder finder, String userId, Instant at) {
        DepartmentRollCall after = finder.punched(department, whole.workDate(), userId, at);
        return after == department ? this : new LivePart(after, whole, incomplete);
    }

    /**
     * Whether it is good enough at {@code now}. What could not be read whole is tried again after {@code soon}; if that
     * does not help either, and {@code patient}, like any other: else what lasts would be asked for all day long.
     */
    boolean good(Instant now, Duration goodFor, Duration soon, boolean patient) {
        boolean tryAgain = goodFor.compareTo(soon) > 0 && !(patient && incomplete > 0) && !department.complete();
        return Duration.between(whole.readAt(), now).abs().compareTo(tryAgain ? soon : goodFor) < 0;
    }
}
