package dev.rollcall.budget;

import dev.rollcall.budget.QuotaForecast.Habits;

/**
 * Metered calls that roll calls are expected to cost, by the sizes of DingTalk's answers: plans 200 points or 50 people a
 * call, punches and results 50 people a call, leaves 20 rows a page, what is asked one by one one call each.
 *
 * @param digests without which there is no digest
 * @param secondLooks of results of those left over
 * @param approvals and flexible or moved hours, one by one
 */
record RollCallCost(double digests, double secondLooks, double approvals) {
    static final RollCallCost NONE = new RollCallCost(0, 0, 0);

    /** From here on {@code listschedule} is refused and {@code schedule/listbyusers} is asked [D 0209, 0206]. */
    private static final int LARGE = 10_000;

    /** There the plan does not say whose shift was moved: so many are asked about one by one for each who is named. */
    private static final double MOVED = 1.17;

    /** Different shifts, each asked about once a day: a few more in a larger company. */
    private static final int FEWEST_SHIFTS = 3;

    private static final int MOST_SHIFTS = 6;
    private static final int PEOPLE_A_SHIFT = 300;

    /** The first roll call of a day. */
    static RollCallCost ofFirst(double people, Habits habits) {
        double shifts = Math.min(MOST_SHIFTS, FEWEST_SHIFTS + Math.floor(people / PEOPLE_A_SHIFT));
        return new RollCallCost(plan(people) + Math.ceil(people / 50) + shifts, 0, 0)
                .plus(ofThose(habits.leftOver(people), habits.asked(people) + moved(people, habits)));
    }

    /** One after that: the plan is read anew, punches of those left over, and of those not excused everything else. */
    static RollCallCost ofLater(double people, Habits habits) {
        double oneByOne = people < LARGE ? habits.askedAgain(people) : moved(people, habits);
        return new RollCallCost(plan(people) + calls(habits.leftOver(people), 50), 0, 0)
                .plus(ofThose(habits.named(people), oneByOne));
    }

    private static double moved(double people, Habits habits) {
        return people < LARGE ? 0 : habits.named(people) * MOVED;
    }

    /** At a cutoff after a sweep: plan, punches and the second look of those left over, and who of them is asked one by one. */
    static RollCallCost ofUnseen(double people, Habits habits) {
        double plan = people < LARGE ? plan(people) : calls(habits.leftOver(people), 50);
        return new RollCallCost(plan + calls(habits.leftOver(people), 50), 0, 0)
                .plus(ofThose(habits.named(people), habits.askedAgain(people)));
    }

    /** Those who were named, without the plan. */
    static RollCallCost ofCorrection(double people, Habits habits) {
        double named = habits.named(people);
        return new RollCallCost(calls(named, 50), 0, 0).plus(ofThose(named, habits.askedAgain(people)));
    }

    /**
     * On a date on which nobody works the plan is empty; a large company's has to be asked for nevertheless, once.
     *
     * @param sweeps whether everybody is asked about ahead
     */
    static RollCallCost ofIdle(double people, boolean sweeps) {
        return new RollCallCost(people >= LARGE ? plan(people) : sweeps ? 2 : 1, 0, 0);
    }

    private static RollCallCost ofThose(double left, double oneByOne) {
        return new RollCallCost(calls(left, 40), calls(left, 46), oneByOne);
    }

    RollCallCost plus(RollCallCost more) {
        return new RollCallCost(digests + more.digests, secondLooks + more.secondLooks, approvals + more.approvals);
    }

    RollCallCost times(double runs) {
        return new RollCallCost(digests * runs, secondLooks * runs, approvals * runs);
    }

    private static double plan(double people) {
        return people < LARGE ? Math.max(1, Math.ceil(2 * people / 200)) : Math.ceil(people / 50);
    }

    /** Of {@code expected} people, so many a call; of a few there may be none, and the last call is seldom full. */
    private static double calls(double expected, int perCall) {
        return Math.max(Habits.any(expected), expected / perCall);
    }
}
