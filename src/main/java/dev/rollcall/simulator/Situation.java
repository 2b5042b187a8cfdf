package dev.rollcall.simulator;

import java.time.LocalTime;

/**
 * What can befall an employee on the work date. The minutes below are after the start of the main shift (09:00 unless the
 * plan says otherwise, until 18:00); the number is the share in a thousand people of a calm company.
 */
public enum Situation {
    ON_TIME(833),
    /** Punches in the very second of the plan time. */
    EXACTLY_ON_TIME(5),
    /** Comes 1 to 29 minutes late. */
    LATE(45),
    /** Comes 31 to 38 minutes late. */
    SERIOUS_LATE(8),
    /** Comes 60 to 85 minutes late: DingTalk writes Absenteeism although the person is in. */
    VERY_LATE_ABSENTEEISM(4),
    /** Comes within the minutes that the shift permits: not late. */
    PERMITTED_LATE(4),
    STAYS_AWAY(18),
    /** Comes 95 to 260 minutes late. */
    ARRIVES_AFTER(6),
    /** As STAYS_AWAY, on a shift whose punch window closes after 90 minutes, so that NotSigned is written early. */
    STAYS_AWAY_WINDOW_CLOSED(0),
    REST_DAY(10),
    /** A schedule row without class_id. */
    NO_CLASS(4),
    NO_GROUP(2),
    FREE_HOURS(3),
    EXEMPT_IN_GROUP(2),
    EXEMPT_IN_CONFIG(2),
    /** 22:00 to 06:00; comes. */
    NIGHT_SHIFT_PRESENT(0),
    /** 22:00 to 06:00; clocked out of the night before at 06:05, stays away tonight. */
    NIGHT_SHIFT_ABSENT(0),
    /** Starts 90 minutes later; comes in time. */
    OTHER_SHIFT(6),
    OTHER_SHIFT_AWAY(1),
    /** Starts 4 hours later; comes 12 minutes late. */
    AFTERNOON_SHIFT(3),
    /** In, out at noon, back, each tied to its point. */
    FOUR_PUNCH_DAY(4),
    /** Out 12:02 and back 12:40 without planId. */
    FOUR_PUNCH_BACK_WITHOUT_PLAN(0),
    /** Out at noon and not back. */
    FOUR_PUNCH_NOT_BACK(0),
    /** Out 12:02 without planId and not back. */
    FOUR_PUNCH_OUT_WITHOUT_PLAN_NOT_BACK(0),
    /** Flexible by 30 minutes; comes after 20. */
    FLEXIBLE_SHIFT(6),
    FLEXIBLE_SHIFT_AWAY(1),
    /** Flexible by 30 minutes; comes after 45. */
    FLEXIBLE_SHIFT_LATE(1),
    /** The shift asks for no morning punch. */
    FREE_CHECK(1),
    /** The point is moved by an hour; stays away. */
    CHANGED_CHECK_TIME(0),
    CHANGED_CHECK_TIME_CAME(1),
    LEAVE_DAY(12),
    /** On leave for the day and came all the same. */
    LEAVE_DAY_CAME(0),
    LEAVE_FIRST_HALF(4),
    LEAVE_FIRST_HALF_NOT_BACK(0),
    /** Off from the middle of the shift on, and did not come in the morning either. */
    LEAVE_SECOND_HALF(0),
    LEAVE_SECOND_HALF_CAME(3),
    /** Half a day's leave recorded from 09:00 on a shift that starts at 08:30. */
    LEAVE_HALF_RECORDED_0900_ON_0830_SHIFT(0),
    LEAVE_HOURS_COVERING(3),
    /** An hour's leave that is over; did not come: due again at its end. */
    LEAVE_HOUR_ENDED(1),
    LEAVE_HOUR_ENDED_CAME(1),
    LEAVE_ENDED_BEFORE_SHIFT(0),
    TRIP_ONE_DAY_BEGIN_EQUALS_END(2),
    TRIP_MULTI_DAY(5),
    OUTING_HOURS(4),
    /** An approved overtime hangs on the point; stays away. */
    OVERTIME_APPROVAL_ONLY(0),
    INVALID_PUNCH_AWAITING(3),
    /** As above, and only 12 minutes after the start. */
    INVALID_PUNCH_LATER(0),
    INVALID_PUNCH_THEN_VALID(1),
    PUNCH_WITHOUT_PLAN(2),
    PUNCH_WITHOUT_PLAN_LATE(0),
    PUNCH_FROM_MACHINE(6),
    /** Valid, but outside the office: isLegal N. */
    PUNCH_OUTSIDE(2),
    BOSS_CORRECTION_ONLY_IN_LIST(2),
    /** First punch after 5 hours, tied to the OffDuty point of the shift. */
    FIRST_PUNCH_AFTER_MIDSHIFT(0),
    /** Nothing but the clock-out in the evening. */
    FORGOT_MORNING_CARD(0),
    /** 04:30, tied to yesterday's OffDuty; stays away. */
    OVERTIME_CLOCK_OUT_LAST_NIGHT(0),
    /** 06:00, tied to yesterday's OffDuty; stays away. */
    OVERTIME_CLOCK_OUT_AT_DAWN(0),
    /** From the main to the afternoon shift ten minutes before the start; comes then. */
    SHIFT_SWAPPED_AT_0850(0),
    /** From the afternoon to the main shift ten minutes before the start; stays away. */
    SHIFT_SWAPPED_IN_AT_0850(0),
    INACTIVE(2),
    HIRED_TODAY_NO_PUNCH(1),
    HIRED_TODAY_PUNCHED(1),
    /** Comes 15 minutes late on the first day: nobody's concern before. */
    HIRED_TODAY_PUNCHED_LATE(0),
    HIRED_IN_FUTURE(1),
    /** Belongs to two configured departments; stays away. */
    TWO_DEPARTMENTS(1);

    private final int calmShare;

    Situation(int calmShare) {
        this.calmShare = calmShare;
    }

    int calmShare() {
        return calmShare;
    }

    /** Whether contacts or the configuration say it, which are the same for all days. */
    boolean isOfAccount() {
        return switch (this) {
            case EXEMPT_IN_CONFIG,
                    INACTIVE,
                    HIRED_TODAY_NO_PUNCH,
                    HIRED_TODAY_PUNCHED,
                    HIRED_TODAY_PUNCHED_LATE,
                    HIRED_IN_FUTURE -> true;
            default -> false;
        };
    }

    /** Whether the situation keeps its meaning with a main shift that starts then: its points stay on the work date. */
    boolean fits(LocalTime start) {
        int minute = start.toSecondOfDay() / 60;
        return switch (this) {
            case NIGHT_SHIFT_PRESENT, NIGHT_SHIFT_ABSENT -> minute >= 7 * 60 && minute <= 11 * 60;
            case LEAVE_HALF_RECORDED_0900_ON_0830_SHIFT -> minute >= 30;
            case OTHER_SHIFT, OTHER_SHIFT_AWAY -> minute + 90 < 24 * 60;
            case CHANGED_CHECK_TIME, CHANGED_CHECK_TIME_CAME -> minute + 60 < 24 * 60;
            case AFTERNOON_SHIFT,
                    SHIFT_SWAPPED_AT_0850,
                    SHIFT_SWAPPED_IN_AT_0850,
                    FOUR_PUNCH_DAY,
                    FOUR_PUNCH_BACK_WITHOUT_PLAN,
                    FOUR_PUNCH_NOT_BACK,
                    FOUR_PUNCH_OUT_WITHOUT_PLAN_NOT_BACK -> minute + 240 < 24 * 60;
            default -> true;
        };
    }
}
