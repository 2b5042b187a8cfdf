package dev.rollcall.simulator;

import dev.rollcall.simulator.Punch.Source;
import java.time.Instant;

/** Situations of coming and staying away on the main shift: what the person does, and in the same breath what it means. */
final class ArrivalStories {
    private ArrivalStories() {}

    static void onTime(Script s) {
        s.punches(s.between(-40, -1), 0, Script.NORMAL);
        s.leaves(540).meaning(present(s));
    }

    static void exactlyOnTime(Script s) {
        s.punches(s.start, 0, Script.NORMAL);
        s.leaves(540).meaning(present(s));
    }

    static void late(Script s, int first, int last, String result) {
        Instant came = s.punches(s.between(first, last), 0, result);
        s.leaves(540).meaning(absentUntil(s, came, Standing.LATE));
    }

    static void permittedLate(Script s) {
        s.works(s.shifts.permitting);
        Instant came = s.punches(s.between(1, Shifts.PERMITTED - 1), 0, Script.NORMAL);
        s.leaves(540).meaning(absentUntil(s, came, Standing.PRESENT));
    }

    static void staysAway(Script s) {
        s.meaning(Timeline.neverDue().after(s.start, Standing.ABSENT));
    }

    static void firstPunchAfterMidshift(Script s) {
        Instant came = s.punches(s.between(300, 302), 1, "Early");
        s.meaning(absentUntil(s, came, Standing.LATE));
    }

    static void forgotMorningCard(Script s) {
        Instant left = s.punches(s.between(545, 546), 1, Script.NORMAL);
        s.meaning(absentUntil(s, left, Standing.LATE));
    }

    static void clockedOutThisMorning(Script s, int minutes) {
        s.punches(s.between(minutes, minutes + 1), Punch.YESTERDAY_OFF, Script.NORMAL);
        staysAway(s);
    }

    static void awaitsApproval(Script s) {
        s.punchesInVain(s.between(-20, -5));
        s.meaning(Timeline.neverDue().after(s.start, Standing.PENDING));
    }

    static void awaitsApprovalLater(Script s) {
        Instant tried = s.punchesInVain(s.between(12, 12));
        s.meaning(absentUntil(s, tried, Standing.PENDING));
    }

    static void awaitsThenPunches(Script s) {
        s.punchesInVain(s.between(-20, -5));
        Instant came = s.punches(s.between(3, 3), 0, "Late");
        s.meaning(Timeline.neverDue().after(s.start, Standing.PENDING).from(came, Standing.LATE, s.start));
    }

    static void withoutPlan(Script s) {
        s.punches(s.between(-20, -8), Punch.NO_POINT, null);
        s.meaning(present(s));
    }

    static void withoutPlanLate(Script s) {
        Instant came = s.punches(s.between(25, 25), Punch.NO_POINT, null);
        s.meaning(absentUntil(s, came, Standing.LATE));
    }

    static void fromMachine(Script s) {
        s.punchesVia(Source.ATM, false, s.between(-30, -10));
        s.leaves(540).meaning(present(s));
    }

    static void outside(Script s) {
        s.punchesVia(Source.USER, true, s.between(-30, -10));
        s.meaning(present(s));
    }

    /** The correction is entered and counts at the plan time itself. */
    static void corrected(Script s) {
        s.punchesVia(Source.BOSS, false, s.start);
        s.leaves(540).meaning(present(s));
    }

    static Timeline present(Script s) {
        return Timeline.neverDue().after(s.start, Standing.PRESENT);
    }

    private static Timeline absentUntil(Script s, Instant event, Standing then) {
        return Timeline.neverDue().after(s.start, Standing.ABSENT).from(event, then, s.start);
    }
}
