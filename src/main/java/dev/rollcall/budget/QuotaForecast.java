package dev.rollcall.budget;

import java.util.List;

/**
 * What a month of cutoffs costs: how many messages, how many metered calls, and how many people fit the quota.
 *
 * <p>Upper bounds for a month in which nothing has to be retried: everyone is due on each fire day, {@value
 * #LEFT_OVER_PERCENT} % are left over for a second look, and every follow-up has something to say. Corrections are
 * messages only where somebody is cleared, so they are not counted as such. Reading departments and members is exempt
 * from the quota [D 1432] and chat is not foreseen.
 *
 * @param messages digests and roll-ups through robots
 * @param calls metered calls for {@code headcount} people
 * @param headcount the people that {@code calls} is for
 */
public record QuotaForecast(long messages, long calls, int headcount) {
    /** What {@link #largestHeadcount} answers where the quota is unlimited or not reached. */
    public static final int NO_LIMIT = 1_000_000;

    private static final int LEFT_OVER_PERCENT = 5;

    /** From here on {@code listschedule} is refused and {@code schedule/listbyusers} is asked [D 0209, 0206]. */
    private static final int LARGE = 10_000;

    private static final int SHIFTS = 3;

    /**
     * One cutoff in one month.
     *
     * @param runs on how many dates it fires
     * @param messages how many groups get a message each time, the company's included
     * @param correction whether the people named are read again after {@code correct_after}
     */
    public record Cutoff(int runs, int messages, boolean correction) {
        public Cutoff {
            if (runs < 0 || messages < 0) {
                throw new IllegalArgumentException(
                        "must not be negative: " + runs + " runs, " + messages + " messages");
            }
        }

        private long calls(int headcount) {
            return runs * (callsPerRun(headcount) + (correction ? callsPerCorrection(headcount) : 0));
        }
    }

    /** The forecast for {@code headcount} people in all departments together. */
    public static QuotaForecast of(List<Cutoff> cutoffs, int headcount) {
        if (headcount < 0) {
            throw new IllegalArgumentException("must not be negative: " + headcount);
        }
        long messages = cutoffs.stream()
                .mapToLong(cutoff -> (long) cutoff.runs() * cutoff.messages())
                .sum();
        return new QuotaForecast(messages, calls(cutoffs, headcount), headcount);
    }

    /**
     * The most people whose month fits into {@code monthlyCalls}; 0 where not even one does, {@link #NO_LIMIT} where a
     * million do or {@code monthlyCalls} is 0, unlimited.
     */
    public static int largestHeadcount(List<Cutoff> cutoffs, long monthlyCalls) {
        if (monthlyCalls == 0 || calls(cutoffs, NO_LIMIT) <= monthlyCalls) {
            return NO_LIMIT;
        }
        int fits = 0;
        int tooMany = NO_LIMIT;
        while (tooMany - fits > 1) {
            int middle = fits + (tooMany - fits) / 2;
            if (calls(cutoffs, middle) <= monthlyCalls) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return fits;
    }

    /** Metered calls of one roll call over {@code headcount} people. */
    static long callsPerRun(int headcount) {
        long schedule = headcount < LARGE ? pages(2L * headcount, 200) : pages(headcount, 50);
        long punches = pages(headcount, 50);
        return schedule + punches + resultsAndLeaves(leftOver(headcount)) + SHIFTS;
    }

    /** Half an hour later: the punches of those named (50 a call), their results and leaves, read again. */
    private static long callsPerCorrection(int headcount) {
        long people = leftOver(headcount);
        return pages(people, 50) + resultsAndLeaves(people);
    }

    /** Results are read 50 people a call and two pages of 50 rows, leaves 100 people a call. */
    private static long resultsAndLeaves(long people) {
        return 2 * pages(people, 50) + pages(people, 100);
    }

    private static long leftOver(int headcount) {
        return pages((long) headcount * LEFT_OVER_PERCENT, 100);
    }

    private static long calls(List<Cutoff> cutoffs, int headcount) {
        return cutoffs.stream().mapToLong(cutoff -> cutoff.calls(headcount)).sum();
    }

    private static long pages(long rows, int perPage) {
        return (rows + perPage - 1) / perPage;
    }
}
