package dev.rollcall.simulator;

import java.time.Instant;

/** Situations of the plan: other shifts, none at all, points that move. */
final class ShiftStories {
    private ShiftStories() {}

    static void otherShift(Script s) {
        s.works(s.shifts.later).punches(s.between(80, 85), 0, Script.NORMAL);
        s.leaves(630).meaning(Timeline.neverDue().after(s.at(90), Standing.PRESENT));
    }

    static void otherShiftAway(Script s) {
        s.works(s.shifts.later).meaning(Timeline.neverDue().after(s.at(90), Standing.ABSENT));
    }

    static void afternoonShift(Script s) {
        Instant came = s.works(s.shifts.afternoon).punches(s.between(252, 252), 0, "Late");
        s.leaves(780)
                .meaning(Timeline.neverDue().after(s.at(240), Standing.ABSENT).from(came, Standing.LATE, s.at(240)));
    }

    static void nightShiftPresent(Script s) {
        Shift night = s.shifts.night;
        int begin = night.points().get(0).minutes();
        s.works(night).punches(s.between(begin - 15, begin - 2), 0, Script.NORMAL);
        s.leaves(begin + 480).meaning(Timeline.neverDue().after(s.at(begin), Standing.PRESENT));
    }

    static void nightShiftAbsent(Script s) {
        int begin = s.shifts.night.points().get(0).minutes();
        int endOfLastNight = begin + 480 - 24 * 60;
        s.works(s.shifts.night)
                .punches(s.between(endOfLastNight + 5, endOfLastNight + 5), Punch.YESTERDAY_OFF, Script.NORMAL);
        s.meaning(Timeline.neverDue().after(s.at(begin), Standing.ABSENT));
    }

    static void fourPunches(Script s) {
        s.works(s.shifts.four).punches(s.between(-15, -5), 0, Script.NORMAL);
        s.punches(s.between(182, 182), 1, Script.NORMAL);
        s.punches(s.between(230, 235), 2, Script.NORMAL);
        s.punches(s.between(541, 550), 3, Script.NORMAL);
        s.meaning(bothHalves(s, Standing.PRESENT));
    }

    static void fourPunchesBackWithoutPlan(Script s) {
        s.works(s.shifts.four).punches(s.between(-15, -5), 0, Script.NORMAL);
        s.punches(s.between(182, 182), Punch.NO_POINT, null);
        s.punches(s.between(220, 220), Punch.NO_POINT, null);
        s.meaning(bothHalves(s, Standing.PRESENT));
    }

    static void fourPunchesNotBack(Script s) {
        s.works(s.shifts.four).punches(s.between(-15, -5), 0, Script.NORMAL);
        s.punches(s.between(182, 182), 1, Script.NORMAL);
        s.meaning(bothHalves(s, Standing.ABSENT));
    }

    static void fourPunchesOutWithoutPlan(Script s) {
        s.works(s.shifts.four).punches(s.between(-15, -5), 0, Script.NORMAL);
        s.punches(s.between(182, 182), Punch.NO_POINT, null);
        s.meaning(bothHalves(s, Standing.ABSENT));
    }

    /** Counts as due as soon as the plan time is over and the person is there. */
    static void flexible(Script s) {
        Instant came = s.works(s.shifts.flexible).punches(s.between(20, 20), 0, Script.NORMAL);
        s.leaves(560).meaning(Timeline.neverDue().from(came, Standing.PRESENT, s.start));
    }

    static void flexibleAway(Script s) {
        s.works(s.shifts.flexible).meaning(Timeline.neverDue().after(s.at(Shifts.FLEXIBLE), Standing.ABSENT));
    }

    static void flexibleLate(Script s) {
        Instant due = s.at(Shifts.FLEXIBLE);
        Instant came = s.works(s.shifts.flexible).punches(s.between(45, 45), 0, "Late");
        s.meaning(Timeline.neverDue().after(due, Standing.ABSENT).from(came, Standing.LATE, due));
    }

    static void moved(Script s) {
        s.startMovedTo(s.at(60)).meaning(Timeline.neverDue().after(s.at(60), Standing.ABSENT));
    }

    static void movedAndCame(Script s) {
        s.startMovedTo(s.at(60)).punches(s.between(50, 55), 0, Script.NORMAL);
        s.leaves(540).meaning(Timeline.neverDue().after(s.at(60), Standing.PRESENT));
    }

    static void swappedOut(Script s) {
        s.worksInsteadOf(s.shifts.day, s.shifts.afternoon).punches(s.between(230, 235), 0, Script.NORMAL);
        s.leaves(780).meaning(Timeline.neverDue().after(s.at(240), Standing.PRESENT));
    }

    static void swappedIn(Script s) {
        s.worksInsteadOf(s.shifts.afternoon, s.shifts.day);
        ArrivalStories.staysAway(s);
    }

    private static Timeline bothHalves(Script s, Standing afternoon) {
        return Timeline.neverDue().after(s.start, Standing.PRESENT).after(s.at(240), afternoon);
    }
}
