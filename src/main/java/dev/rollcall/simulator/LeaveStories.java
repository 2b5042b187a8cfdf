package dev.rollcall.simulator;

import dev.rollcall.simulator.Approval.Kind;
import dev.rollcall.simulator.Approval.Unit;
import java.time.Instant;

/** Situations with an approved request. The main shift of nine hours has its middle after 270 minutes. */
final class LeaveStories {
    private static final int MIDDLE = 270;

    private LeaveStories() {}

    static void day(Script s) {
        s.approved(Kind.LEAVE, s.midnight(0), s.midnight(1), Unit.DAY, 100).meaning(excused(s));
    }

    static void dayAndCame(Script s) {
        day(s);
        s.punches(s.between(-20, -5), 0, Script.NORMAL);
        s.meaning(ArrivalStories.present(s));
    }

    static void firstHalf(Script s) {
        firstHalfLeave(s);
        Instant came = s.punches(s.between(MIDDLE - 6, MIDDLE - 3), 0, Script.NORMAL);
        s.leaves(540).meaning(excused(s).from(came, Standing.PRESENT, s.start));
    }

    static void firstHalfNotBack(Script s) {
        firstHalfLeave(s);
        s.meaning(excused(s).after(s.at(MIDDLE), Standing.ABSENT));
    }

    private static void firstHalfLeave(Script s) {
        s.approved(Kind.LEAVE, s.start, s.at(MIDDLE), Unit.HALF_DAY, 50);
    }

    /** Leave from the middle of the shift on says nothing about the morning. */
    static void secondHalf(Script s) {
        s.approved(Kind.LEAVE, s.at(MIDDLE), s.at(540), Unit.HALF_DAY, 50);
        ArrivalStories.staysAway(s);
    }

    static void secondHalfAndCame(Script s) {
        s.approved(Kind.LEAVE, s.at(MIDDLE), s.at(540), Unit.HALF_DAY, 50);
        s.punches(s.between(-20, -5), 0, Script.NORMAL);
        s.meaning(ArrivalStories.present(s));
    }

    static void halfRecordedLate(Script s) {
        int middleOfEarly = 240;
        s.works(s.shifts.early).approved(Kind.LEAVE, s.start, s.at(middleOfEarly), Unit.HALF_DAY, 50);
        Instant came = s.punches(s.between(middleOfEarly - 8, middleOfEarly - 5), 0, Script.NORMAL);
        s.leaves(510)
                .meaning(
                        Timeline.neverDue().after(s.at(-30), Standing.EXCUSED).from(came, Standing.PRESENT, s.at(-30)));
    }

    static void hoursCovering(Script s) {
        s.approved(Kind.LEAVE, s.at(-30), s.at(150), Unit.HOUR, 300);
        Instant came = s.punches(s.between(140, 145), 0, Script.NORMAL);
        s.leaves(540).meaning(excused(s).from(came, Standing.PRESENT, s.start));
    }

    static void hourEnded(Script s) {
        s.approved(Kind.LEAVE, s.start, s.at(60), Unit.HOUR, 100);
        s.meaning(excused(s).after(s.at(60), Standing.ABSENT));
    }

    static void hourEndedAndCame(Script s) {
        s.approved(Kind.LEAVE, s.start, s.at(60), Unit.HOUR, 100);
        Instant came = s.punches(s.between(55, 57), 0, Script.NORMAL);
        s.leaves(540).meaning(excused(s).from(came, Standing.PRESENT, s.start));
    }

    static void endedBeforeShift(Script s) {
        s.approved(Kind.LEAVE, s.at(-120), s.at(-30), Unit.HOUR, 150);
        ArrivalStories.staysAway(s);
    }

    static void tripOfOneDay(Script s) {
        s.approved(Kind.TRIP, s.midnight(0), s.midnight(0), Unit.DAY, 100).meaning(excused(s));
    }

    static void tripOfDays(Script s) {
        s.approved(Kind.TRIP, s.midnight(-1), s.midnight(1), Unit.DAY, 300).meaning(excused(s));
    }

    static void outing(Script s) {
        s.approved(Kind.OUTING, s.at(-10), s.at(MIDDLE), Unit.HOUR, 467);
        Instant came = s.punches(s.between(MIDDLE - 12, MIDDLE - 8), 0, Script.NORMAL);
        s.leaves(540).meaning(excused(s).from(came, Standing.PRESENT, s.start));
    }

    static void overtimeOnly(Script s) {
        s.approved(Kind.OVERTIME, s.at(540), s.at(660), Unit.HOUR, 200);
        ArrivalStories.staysAway(s);
    }

    private static Timeline excused(Script s) {
        return Timeline.neverDue().after(s.start, Standing.EXCUSED);
    }
}
