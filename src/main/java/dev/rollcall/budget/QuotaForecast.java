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

    private static final int CALL_MARGIN_PERCENT = 4;
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
            return all.plus(RollCallCost.ofCorrection(people, habits, groups.posted(headcount, habits))
                    .times(first + this.later));
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

        /** How probable it is that those named in one department are posted. */
        private double posted(int headcount, Habits habits) {
            return ifChanged > 0 ? Habits.any(habits.changed((double) headcount / departments)) : 1;
        }
    }

    /**
     * How a company's mornings are.
     *
     * @param leftOver of those who work the share, 0 to 1, that has not punched when a cutoff comes, excused or not
     * @param asked the share about which DingTalk is asked one by one: for an approval, or for flexible hours
     */
    public record Habits(double leftOver, double asked) {
        /** Of a company of which nothing is known yet, forty minutes after its mornings have begun. */
        public static final Habits TYPICAL = new Habits(0.066, 0.013);

        /** Of all people so many work on a working day: the others rest, are exempt or have no attendance group. */
        private static final double WORKING = 0.98;

        /** Of those left over leaves excuse so many, ... */
        private static final double ON_LEAVE = 0.32;

        /** ... approvals of trips and outings some, and so many are neither: ... */
        private static final double UNEXPLAINED = 0.52;

        /** ... who are named, but for those whose punch awaits an approval or whose shift turns out to begin later. */
        private static final double NAMED = 0.47;

        /** Of those named so many come until the next cutoff, ... */
        private static final double COMING = 0.2;

        /** ... and for each of them so many more are named then: a later shift has begun, or an hour's leave has ended. */
        private static final double NEWLY_DUE = 0.06;

        /**
         * For each who is left over one more has come late, or DingTalk has not said that they came in time: these are asked
         * about again at the next cutoff.
         */
        private static final double UNJUDGED = 1;

        /**
         * Of those asked one by one so many are asked again: those with flexible hours, and some whom their approval does
         * not excuse. One that does is remembered for the day.
         */
        private static final double AGAIN = 0.15;

        /** One shift is most people's; of so many others ... */
        private static final int OTHER_SHIFTS = 5;

        /** ... each is that of so many of all people. */
        private static final double ON_OTHER_SHIFT = 0.0045;

        public Habits {
            if (leftOver < 0 || leftOver > 1 || asked < 0 || asked > 1) {
                throw new IllegalArgumentException("must be shares: " + leftOver + ", " + asked);
            }
        }

        double working(double people) {
            return people * WORKING;
        }

        /** By how much the number of those who work differs from one company to another: the variance. */
        double workingVariance(double people) {
            return people * WORKING * (1 - WORKING);
        }

        /** Different shifts of those who work. */
        double shifts(double people) {
            return any(people) + OTHER_SHIFTS * any(people * ON_OTHER_SHIFT);
        }

        double leftOver(double people) {
            return working(people) * leftOver;
        }

        double onLeave(double people) {
            return leftOver(people) * ON_LEAVE;
        }

        double unexplained(double people) {
            return leftOver(people) * UNEXPLAINED;
        }

        /** The same at a cutoff after the first. */
        double unexplainedLater(double people) {
            return unexplained(people) * (1 - COMING + NEWLY_DUE);
        }

        double unjudged(double people) {
            return leftOver(people) * UNJUDGED;
        }

        /** Who is not known to have come in time, at a cutoff after the first. */
        double unsettled(double people) {
            return leftOver(people) + unjudged(people);
        }

        double named(double people) {
            return leftOver(people) * NAMED;
        }

        double changed(double people) {
            return named(people) * (COMING + NEWLY_DUE);
        }

        double asked(double people) {
            return working(people) * asked;
        }

        double askedAgain(double people) {
            return asked(people) * AGAIN;
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
