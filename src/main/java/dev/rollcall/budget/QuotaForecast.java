package dev.rollcall.budget;

import dev.rollcall.check.SweepPlan;
import java.util.List;

/**
 * What will some time of cutoffs cost: how many messages, how many metered calls, and how many people fit the quota?
 *
 * <p>What is to be expected of days on which nothing has to be retried, with so many left over as {@link Habits} say, and
 * {@value #CALL_MARGIN_PERCENT} % of calls and {@value #MESSAGE_MARGIN_PERCENT} % of messages for what no formula knows.
 * Reading departments and members is exempt from the quota [D 1432];
 * chat, the board and reports are not foreseen, corrections only as calls.
 *
 * @param messages digests and roll-ups through robots
 * @param calls metered calls for {@code headcount} people
 * @param headcount the people that both are for
 * @param sweeps whether everybody is asked about ahead of those cutoffs where that takes long
 */
public record QuotaForecast(long messages, Calls calls, int headcount, boolean sweeps) {
    /** What {@link #largestHeadcount} answers where the quota is unlimited or not reached. */
    public static final int NO_LIMIT = 1_000_000;

    private static final int CALL_MARGIN_PERCENT = 6;
    private static final int MESSAGE_MARGIN_PERCENT = 4;

    /** Less than that above a whole number is an error of floating point. */
    private static final double ROUNDING = 1e-6;

    /**
     * One cutoff in the time that is foreseen.
     *
     * @param first on how many dates it is the first that looks at its departments
     * @param later on how many dates another has looked at them before, so that only those left over are asked about
     * @param idle on how many dates nobody works: the shifts say so, and nothing is posted
     * @param groups who gets a message each time
     * @param share of all people those whom it looks at, 0 to 1
     * @param correction whether the people named are read again after {@code correct_after}
     * @param callsPerSecond of one API, which decides what takes long; 0: nothing is asked ahead
     */
    public record Cutoff(
            int first, int later, int idle, Groups groups, double share, boolean correction, int callsPerSecond) {
        public Cutoff {
            if (first < 0 || later < 0 || idle < 0 || share < 0 || share > 1) {
                throw new IllegalArgumentException("must not be negative, and no share above 1: " + first + ", " + later
                        + ", " + idle + " runs, " + share + " of all");
            }
        }

        /** One ahead of which nothing is asked. */
        public Cutoff(int first, int later, int idle, Groups groups, double share, boolean correction) {
            this(first, later, idle, groups, share, correction, 0);
        }

        private double messages(int headcount, Habits habits) {
            return (first + later) * groups.messages(headcount, habits);
        }

        private RollCallCost cost(int headcount, Habits habits, boolean sweeps) {
            double people = headcount * share;
            RollCallCost atFirst = RollCallCost.ofFirst(people, habits);
            RollCallCost later = RollCallCost.ofLater(people, habits);
            RollCallCost unseen = RollCallCost.ofUnseen(people, habits);
            RollCallCost all = (sweeps(people, true, sweeps) ? atFirst.plus(unseen) : atFirst)
                    .times(first)
                    .plus((sweeps(people, false, sweeps) ? later.plus(unseen) : later).times(this.later))
                    .plus(RollCallCost.ofIdle(people, sweeps(people, true, sweeps))
                            .times(idle));
            if (!correction) {
                return all;
            }
            double posting = groups.anybody(headcount, habits);
            return all.plus(RollCallCost.ofCorrection(people, habits).times((first + this.later) * posting));
        }

        private boolean sweeps(double people, boolean isFirst, boolean wanted) {
            return wanted && callsPerSecond > 0 && SweepPlan.worthwhile(people, isFirst, callsPerSecond);
        }
    }

    /**
     * Who gets a message of a cutoff.
     *
     * @param always groups that get one on each working day, the company's included
     * @param ifAbsent groups that get one only where somebody is absent
     * @param ifChanged groups that get one only where something has changed since the cutoff before
     * @param departments how many departments there are in all
     */
    public record Groups(int always, int ifAbsent, int ifChanged, int departments) {
        public Groups {
            if (always < 0 || ifAbsent < 0 || ifChanged < 0 || departments < 1) {
                throw new IllegalArgumentException("must not be negative: " + always + ", " + ifAbsent + ", "
                        + ifChanged + " of " + departments + " departments");
            }
        }

        private double messages(int headcount, Habits habits) {
            double people = (double) headcount / departments;
            return always
                    + ifAbsent * Habits.any(habits.named(people))
                    + ifChanged * Habits.any(habits.changed(people));
        }

        /** How probable it is that any group gets a message that names somebody. */
        private double anybody(int headcount, Habits habits) {
            return ifChanged > 0 ? Habits.any(habits.changed(headcount)) : Habits.any(habits.named(headcount));
        }
    }

    /**
     * How a company's mornings are.
     *
     * @param leftOver of those who work the share, 0 to 1, that has not punched when a cutoff comes, excused or not
     * @param asked the share about which DingTalk is asked one by one: for an approval, or for flexible hours
     */
    public record Habits(double leftOver, double asked) {
        /** Of a company of which nothing is known yet. */
        public static final Habits TYPICAL = new Habits(0.06, 0.009);

        /** Of those asked one by one so many are asked again: an approval that excuses is remembered for the day. */
        private static final double AGAIN = 0.4;

        /** Of those left over so many are named, the others excused. */
        private static final double NAMED = 0.5;

        /** Of those named so many come until the next cutoff. */
        private static final double COMING = 0.3;

        public Habits {
            if (leftOver < 0 || leftOver > 1 || asked < 0 || asked > 1) {
                throw new IllegalArgumentException("must be shares: " + leftOver + ", " + asked);
            }
        }

        double leftOver(double people) {
            return people * leftOver;
        }

        double named(double people) {
            return people * leftOver * NAMED;
        }

        double changed(double people) {
            return named(people) * COMING;
        }

        double asked(double people) {
            return people * asked;
        }

        double askedAgain(double people) {
            return people * asked * AGAIN;
        }

        /** How probable it is that there is anybody where {@code expected} are to be expected. */
        static double any(double expected) {
            return 1 - Math.exp(-expected);
        }
    }

    /**
     * Metered calls by what can be done without.
     *
     * @param digests shifts, punches and leaves, without which there is no digest
     * @param secondLooks results of those left over, without which nobody may be named
     * @param approvals requests that may explain why somebody is not there
     */
    public record Calls(long digests, long secondLooks, long approvals) {
        public long all() {
            return digests + secondLooks + approvals;
        }
    }

    /** The forecast for {@code headcount} people in all departments together, without sweeps ahead. */
    public static QuotaForecast of(List<Cutoff> cutoffs, int headcount, Habits habits) {
        return of(cutoffs, headcount, habits, false);
    }

    /** The same with sweeps ahead, where {@code monthlyCalls} suffice for them; 0: unlimited. */
    public static QuotaForecast of(List<Cutoff> cutoffs, int headcount, Habits habits, long monthlyCalls) {
        QuotaForecast sweeping = of(cutoffs, headcount, habits, true);
        return monthlyCalls == 0 || sweeping.calls().all() <= monthlyCalls
                ? sweeping
                : of(cutoffs, headcount, habits, false);
    }

    /** The same with sweeps ahead or without. */
    static QuotaForecast of(List<Cutoff> cutoffs, int headcount, Habits habits, boolean sweeps) {
        if (headcount < 0) {
            throw new IllegalArgumentException("must not be negative: " + headcount);
        }
        double messages = cutoffs.stream()
                .mapToDouble(cutoff -> cutoff.messages(headcount, habits))
                .sum();
        return new QuotaForecast(
                withMargin(messages, MESSAGE_MARGIN_PERCENT),
                calls(cutoffs, headcount, habits, sweeps),
                headcount,
                sweeps);
    }

    /**
     * The most people whose month fits into {@code monthlyCalls}; 0 where not even one does, {@link #NO_LIMIT} where a
     * million do or {@code monthlyCalls} is 0, unlimited. Sweeps ahead are not made where they do not fit.
     */
    public static int largestHeadcount(List<Cutoff> cutoffs, long monthlyCalls, Habits habits) {
        if (monthlyCalls == 0 || calls(cutoffs, NO_LIMIT, habits, false).all() <= monthlyCalls) {
            return NO_LIMIT;
        }
        int fits = 0;
        int tooMany = NO_LIMIT;
        while (tooMany - fits > 1) {
            int middle = fits + (tooMany - fits) / 2;
            if (calls(cutoffs, middle, habits, false).all() <= monthlyCalls) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return fits;
    }

    private static Calls calls(List<Cutoff> cutoffs, int headcount, Habits habits, boolean sweeps) {
        RollCallCost cost = cutoffs.stream()
                .map(cutoff -> cutoff.cost(headcount, habits, sweeps))
                .reduce(RollCallCost.NONE, RollCallCost::plus);
        return new Calls(
                withMargin(cost.digests(), CALL_MARGIN_PERCENT),
                withMargin(cost.secondLooks(), CALL_MARGIN_PERCENT),
                withMargin(cost.approvals(), CALL_MARGIN_PERCENT));
    }

    private static long withMargin(double expected, int percent) {
        return (long) Math.ceil(expected * (100 + percent) / 100 - ROUNDING);
    }
}
