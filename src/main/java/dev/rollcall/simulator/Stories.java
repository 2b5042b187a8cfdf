package dev.rollcall.simulator;

import dev.rollcall.simulator.Person.Group;

/** Which story each situation is; the ones about accounts and groups are told here. */
final class Stories {
    private Stories() {}

    static void tell(Situation situation, Script s) {
        switch (situation) {
            case ON_TIME -> ArrivalStories.onTime(s);
            case EXACTLY_ON_TIME -> ArrivalStories.exactlyOnTime(s);
            case LATE -> ArrivalStories.late(s, 1, 29, "Late");
            case SERIOUS_LATE -> ArrivalStories.late(s, 31, 38, "SeriousLate");
            case VERY_LATE_ABSENTEEISM -> ArrivalStories.late(s, 60, 85, "Absenteeism");
            case ARRIVES_AFTER -> ArrivalStories.late(s, 95, 260, "Absenteeism");
            case PERMITTED_LATE -> ArrivalStories.permittedLate(s);
            case STAYS_AWAY, TWO_DEPARTMENTS -> ArrivalStories.staysAway(s);
            case STAYS_AWAY_WINDOW_CLOSED -> ArrivalStories.staysAway(s.works(s.shifts.window));
            case FIRST_PUNCH_AFTER_MIDSHIFT -> ArrivalStories.firstPunchAfterMidshift(s);
            case FORGOT_MORNING_CARD -> ArrivalStories.forgotMorningCard(s);
            case OVERTIME_CLOCK_OUT_LAST_NIGHT -> ArrivalStories.clockedOutThisMorning(s, -270);
            case OVERTIME_CLOCK_OUT_AT_DAWN -> ArrivalStories.clockedOutThisMorning(s, -180);
            case INVALID_PUNCH_AWAITING -> ArrivalStories.awaitsApproval(s);
            case INVALID_PUNCH_LATER -> ArrivalStories.awaitsApprovalLater(s);
            case INVALID_PUNCH_THEN_VALID -> ArrivalStories.awaitsThenPunches(s);
            case PUNCH_WITHOUT_PLAN -> ArrivalStories.withoutPlan(s);
            case PUNCH_WITHOUT_PLAN_LATE -> ArrivalStories.withoutPlanLate(s);
            case PUNCH_FROM_MACHINE -> ArrivalStories.fromMachine(s);
            case PUNCH_OUTSIDE -> ArrivalStories.outside(s);
            case BOSS_CORRECTION_ONLY_IN_LIST -> ArrivalStories.corrected(s);
            default -> tellOfPlan(situation, s);
        }
    }

    private static void tellOfPlan(Situation situation, Script s) {
        switch (situation) {
            case OTHER_SHIFT -> ShiftStories.otherShift(s);
            case OTHER_SHIFT_AWAY -> ShiftStories.otherShiftAway(s);
            case AFTERNOON_SHIFT -> ShiftStories.afternoonShift(s);
            case NIGHT_SHIFT_PRESENT -> ShiftStories.nightShiftPresent(s);
            case NIGHT_SHIFT_ABSENT -> ShiftStories.nightShiftAbsent(s);
            case FOUR_PUNCH_DAY -> ShiftStories.fourPunches(s);
            case FOUR_PUNCH_BACK_WITHOUT_PLAN -> ShiftStories.fourPunchesBackWithoutPlan(s);
            case FOUR_PUNCH_NOT_BACK -> ShiftStories.fourPunchesNotBack(s);
            case FOUR_PUNCH_OUT_WITHOUT_PLAN_NOT_BACK -> ShiftStories.fourPunchesOutWithoutPlan(s);
            case FLEXIBLE_SHIFT -> ShiftStories.flexible(s);
            case FLEXIBLE_SHIFT_AWAY -> ShiftStories.flexibleAway(s);
            case FLEXIBLE_SHIFT_LATE -> ShiftStories.flexibleLate(s);
            case FREE_CHECK -> s.works(s.shifts.freeCheck);
            case CHANGED_CHECK_TIME -> ShiftStories.moved(s);
            case CHANGED_CHECK_TIME_CAME -> ShiftStories.movedAndCame(s);
            case SHIFT_SWAPPED_AT_0850 -> ShiftStories.swappedOut(s);
            case SHIFT_SWAPPED_IN_AT_0850 -> ShiftStories.swappedIn(s);
            default -> tellOfLeave(situation, s);
        }
    }

    private static void tellOfLeave(Situation situation, Script s) {
        switch (situation) {
            case LEAVE_DAY -> LeaveStories.day(s);
            case LEAVE_DAY_CAME -> LeaveStories.dayAndCame(s);
            case LEAVE_FIRST_HALF -> LeaveStories.firstHalf(s);
            case LEAVE_FIRST_HALF_NOT_BACK -> LeaveStories.firstHalfNotBack(s);
            case LEAVE_SECOND_HALF -> LeaveStories.secondHalf(s);
            case LEAVE_SECOND_HALF_CAME -> LeaveStories.secondHalfAndCame(s);
            case LEAVE_HALF_RECORDED_0900_ON_0830_SHIFT -> LeaveStories.halfRecordedLate(s);
            case LEAVE_HOURS_COVERING -> LeaveStories.hoursCovering(s);
            case LEAVE_HOUR_ENDED -> LeaveStories.hourEnded(s);
            case LEAVE_HOUR_ENDED_CAME -> LeaveStories.hourEndedAndCame(s);
            case LEAVE_ENDED_BEFORE_SHIFT -> LeaveStories.endedBeforeShift(s);
            case TRIP_ONE_DAY_BEGIN_EQUALS_END -> LeaveStories.tripOfOneDay(s);
            case TRIP_MULTI_DAY -> LeaveStories.tripOfDays(s);
            case OUTING_HOURS -> LeaveStories.outing(s);
            case OVERTIME_APPROVAL_ONLY -> LeaveStories.overtimeOnly(s);
            default -> tellOfAccount(situation, s);
        }
    }

    /** Nobody here is due, except who is hired today and came. */
    private static void tellOfAccount(Situation situation, Script s) {
        switch (situation) {
            case REST_DAY -> s.hasNoShift(false);
            case NO_CLASS -> s.hasNoShift(true).group = Group.TURN;
            case NO_GROUP -> s.hasNoShift(false).group = Group.NONE_AT_ALL;
            case FREE_HOURS -> s.hasNoShift(false).group = Group.FREE;
            case EXEMPT_IN_GROUP -> s.hasNoShift(false).exemptInGroup = true;
            case EXEMPT_IN_CONFIG -> s.works(s.shifts.day);
            case INACTIVE -> s.active = false;
            case HIRED_TODAY_NO_PUNCH -> s.hired = s.workDate;
            case HIRED_TODAY_PUNCHED -> hiredTodayAndCame(s);
            case HIRED_TODAY_PUNCHED_LATE -> hiredTodayAndCameLate(s);
            case HIRED_IN_FUTURE -> s.hired = s.workDate.plusDays(7);
            default -> throw new IllegalStateException("No story for " + situation);
        }
    }

    private static void hiredTodayAndCame(Script s) {
        s.hired = s.workDate;
        s.punches(s.between(-20, -10), 0, Script.NORMAL);
        s.meaning(ArrivalStories.present(s));
    }

    private static void hiredTodayAndCameLate(Script s) {
        s.hired = s.workDate;
        var came = s.punches(s.between(15, 15), 0, "Late");
        s.meaning(Timeline.neverDue().from(came, Standing.LATE, s.start));
    }
}
