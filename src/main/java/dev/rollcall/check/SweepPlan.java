package dev.rollcall.check;

import java.time.Duration;

/**
 * When is a sweep ahead of a cutoff worth its calls, and when does it begin? Pure.
 *
 * <p>Where DingTalk's limit alone makes a roll call take more than {@value #LONG_SECONDS} s, everybody is asked about
 * before the cutoff, and at it those who are left over.
 */
public final class SweepPlan {
    private static final int LONG_SECONDS = 3;
    private static final int PEOPLE_A_CALL = 50;

    /** From here on plans are asked for by people and not by points [DingTalk 0206, 0209]. */
    private static final int LARGE = 10_000;

    /** So many people are usually in one department of many. */
    static final int A_DEPARTMENT = 100;

    /** A sweep takes about twice the time of its slowest API's calls, and DingTalk has bad mornings. */
    private static final int TIMES = 3;

    private static final Duration SPARE = Duration.ofSeconds(20);

    /** No sweep begins earlier. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    private SweepPlan() {}

    /**
     * Whether everybody is asked about ahead of a cutoff. Below {@value #LARGE} people the plan is read as a whole at the
     * cutoff in any case, and shows whose time was moved.
     *
     * @param people how many people it looks at
     * @param first whether it is the first of their day, so that everybody's punches are asked for
     * @param callsPerSecond of one API
     */
    public static boolean worthwhile(double people, boolean first, int callsPerSecond) {
        return (first || people >= LARGE) && people / PEOPLE_A_CALL > LONG_SECONDS * callsPerSecond;
    }

    /** Whether reading so many departments takes as long by itself. */
    static boolean manyDepartments(int departments, int callsPerSecond) {
        return departments > LONG_SECONDS * callsPerSecond;
    }

    /** How long before its cutoff a sweep begins, contacts included. */
    static Duration lead(int people, int departments, int callsPerSecond) {
        long calls = people / PEOPLE_A_CALL + (long) departments;
        Duration lead = SPARE.plus(Duration.ofSeconds(TIMES * calls / callsPerSecond));
        return lead.compareTo(LONGEST) < 0 ? lead : LONGEST;
    }
}
