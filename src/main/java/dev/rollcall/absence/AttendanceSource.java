package dev.rollcall.absence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people did: punches, results, leave. Does I/O; thread-safe.
 *
 * <p>In every answer a person who is <em>missing</em> could not be read, and a person with an empty list was read and
 * has nothing. What could not be read is noted in the {@link Run}; nothing is thrown for it.
 */
public interface AttendanceSource {
    /** So many days back DingTalk's punches and results go (DingTalk 0195, 0196). */
    int HISTORY_DAYS = 180;

    /** The first work date that can be read on {@code today}: of those before there is nothing, which says nothing. */
    static LocalDate earliest(LocalDate today) {
        return today.minusDays(HISTORY_DAYS);
    }

    /** Why dates before {@link #earliest} cannot be read, and what to give in their place, in words for whoever gave one. */
    static String bound(LocalDate today) {
        return "DingTalk has no more than " + HISTORY_DAYS + " days; give " + earliest(today) + " or later";
    }

    /** Raw punches of {@code people} (user ids) from {@code from} to {@code to}, both inclusive, by user id. */
    Map<String, List<Punch>> punches(Collection<String> people, Instant from, Instant to, Run run);

    /**
     * The second look: DingTalk's results of {@code workDate}, which also show an administrator's correction.
     *
     * @param witnesses people known to have punched, likeliest first: put among those asked, they prove that an empty
     *     answer is empty because nobody punched; may be empty
     */
    Map<String, Results> results(Collection<String> people, LocalDate workDate, List<String> witnesses, Run run);

    /** Approved leave that touches the days from {@code from} to {@code to}, by user id. */
    Map<String, List<Leave>> leaves(Collection<String> people, Instant from, Instant to, Run run);

    /** Approved leave, trips and outings of {@code workDate}, by user id: one call a person, so ask few. */
    Map<String, List<Leave>> approvals(Set<String> people, LocalDate workDate, Run run);

    /**
     * DingTalk's results of one person on one work date.
     *
     * @param punches the points that were punched or corrected
     * @param approval whether a point of that day is tied to an approval
     * @param missing the points of which DingTalk says that there is no punch ({@code NotSigned}), which it does about the
     *     middle of a shift and at its end
     */
    record Results(List<Punch> punches, boolean approval, List<Missed> missing) {
        public Results {
            punches = List.copyOf(punches);
            missing = List.copyOf(missing);
        }

        /** Results without a missing card. */
        public Results(List<Punch> punches, boolean approval) {
            this(punches, approval, List.of());
        }
    }

    /**
     * A missing card.
     *
     * @param planId DingTalk's id of the point; null where it gives none
     * @param planned the time of the point; null where DingTalk does not say
     * @param excused whether an approval is tied to it: then nobody is expected to punch
     */
    record Missed(
            @Nullable String planId,
            boolean onDuty,
            @Nullable Instant planned,
            boolean excused) {}
}
