package dev.rollcall.budget;

import dev.rollcall.budget.QuotaForecast.Habits;

/**
 * Metered calls that roll calls are expected to cost, by the sizes of DingTalk's answers: plans 200 points or 50 people a
 * call, punches 50, results 49 people and one who proves the answer, leaves 100 people or 20 rows, what is asked one by one
 * one call each.
 *
 * @param digests without which there is no digest
 * @param secondLooks of results of those left over
 * @param approvals and flexible or moved hours, one by one
 */
record RollCallCost(double digests, double secondLooks, double approvals) {
    static final RollCallCost NONE = new RollCallCost(0, 0, 0);

    /** From here on {@code listschedule} is refused and {@code schedule/listbyusers} is asked [D 0209, 0206]. */
    private static final int LARGE = 10_000;

    private static final int PEOPLE = 50;
    private static final int WITH_WITNESS = 49;
    private static final int PEOPLE_ON_LEAVE = 100;
    private static final int LEAVE_ROWS = 20;
    private static final int POINTS = 200;

    /** Of so many the last is half full on average. */
    private static final int MANY_CALLS = 10;

    /** A large company is read in bands, each of which has a last call of its own: small ones at first and at last... */
    private static final int FEWEST_BANDS = 6;

    /** ... and one more for each so many people. */
    private static final int PEOPLE_A_BAND = 3750;

    /** The first roll call of a day. */
    static RollCallCost ofFirst(double people, Habits habits) {
        double oneByOne = people < LARGE
                ? habits.asked(people)
                : habits.asked(people) - habits.askedAgain(people) + habits.unexplained(people);
        double leaves = leaves(habits.leftOver(people), habits.onLeave(people), bands(people));
        return new RollCallCost(
                plan(people, habits)
                        + ofMany(habits.working(people), habits.workingVariance(people), PEOPLE)
                        + habits.shifts(people)
                        + leaves,
                secondLook(habits.leftOver(people), bands(people)),
                oneByOne);
    }

    /**
     * One after that: the plan is read anew, punches of those left over and of those who may be cleared, and of those not
     * excused everything else. Of a large company each of them is asked about one by one.
     */
    static RollCallCost ofLater(double people, Habits habits) {
        double left = habits.unexplainedLater(people);
        double bands = bands(people);
        return new RollCallCost(plan(people, habits) + calls(habits.unsettled(people), PEOPLE, bands), 0, 0)
                .plus(ofThose(left, bands, habits.askedAgain(people) + (people < LARGE ? 0 : left)));
    }

    /** At a cutoff after a sweep: plan, punches and the second look of those left over, and who of them is asked one by one. */
    static RollCallCost ofUnseen(double people, Habits habits) {
        double left = habits.leftOver(people);
        double plan = people < LARGE ? plan(people, habits) : calls(left, PEOPLE, 1);
        return new RollCallCost(plan + calls(left, PEOPLE, 1), 0, 0)
                .plus(ofThose(habits.unexplained(people), 1, habits.askedAgain(people)));
    }

    /**
     * Those who were named; punches also of those who came late, with whom they are asked about. The plan is read anew for
     * requests approved meanwhile, unless there are so few of them that each is asked about.
     *
     * @param posted the share of them, 0 to 1, whose digest was posted
     */
    static RollCallCost ofCorrection(double people, Habits habits, double posted) {
        double named = habits.named(people) * posted;
        double late = habits.unjudged(people) * posted;
        double plan = people < LARGE ? plan(people, habits) : calls(named, PEOPLE, 1);
        return new RollCallCost(Habits.any(named) * Math.max(1, calls(named + late, PEOPLE, 1)), 0, 0)
                .plus(ofThose(named, 1, habits.askedAgain(people) * posted + Math.min(named, plan)));
    }

    /**
     * On a date on which nobody works the plan is empty; a large company's has to be asked for nevertheless, once.
     *
     * @param sweeps whether everybody is asked about ahead
     */
    static RollCallCost ofIdle(double people, boolean sweeps) {
        return new RollCallCost(people >= LARGE ? Math.ceil(people / PEOPLE) : sweeps ? 2 : 1, 0, 0);
    }

    /** Whose leaves, if they had any, are known. */
    private static RollCallCost ofThose(double left, double bands, double oneByOne) {
        return new RollCallCost(leaves(left, 0, bands), secondLook(left, bands), oneByOne);
    }

    RollCallCost plus(RollCallCost more) {
        return new RollCallCost(digests + more.digests, secondLooks + more.secondLooks, approvals + more.approvals);
    }

    RollCallCost times(double runs) {
        return new RollCallCost(digests * runs, secondLooks * runs, approvals * runs);
    }

    private static double plan(double people, Habits habits) {
        return people < LARGE
                ? Math.max(1, ofMany(2 * habits.working(people), 4 * habits.workingVariance(people), POINTS))
                : Math.ceil(people / PEOPLE);
    }

    private static double bands(double people) {
        return people < LARGE ? 1 : FEWEST_BANDS + people / PEOPLE_A_BAND;
    }

    private static double secondLook(double left, double bands) {
        return calls(left, WITH_WITNESS, bands);
    }

    private static double leaves(double left, double onLeave, double bands) {
        return Math.max(calls(left, PEOPLE_ON_LEAVE, bands), calls(onLeave, LEAVE_ROWS, bands));
    }

    /** Of few among many, in bands, so many a call; of a few there may be none. */
    private static double calls(double expected, int perCall, double bands) {
        return bands * ofMany(expected / bands, expected / bands, perCall);
    }

    /**
     * Of people, or points, so many a call: how probable is it that there is a first call, and how probable a second, a
     * third?
     */
    private static double ofMany(double expected, double variance, int perCall) {
        if (expected > MANY_CALLS * perCall) {
            return expected / perCall + 0.5;
        }
        double calls = Habits.any(expected);
        for (int full = perCall; full <= 2 * MANY_CALLS * perCall; full += perCall) {
            calls += more(expected, variance, full);
        }
        return calls;
    }

    /** How probable it is that there are more than {@code full}, by the logistic curve that is closest to the normal one. */
    private static double more(double expected, double variance, int full) {
        return 1 / (1 + Math.exp(1.702 * (full + 0.5 - expected) / Math.sqrt(variance)));
    }
}
