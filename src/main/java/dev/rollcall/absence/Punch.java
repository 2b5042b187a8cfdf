package dev.rollcall.absence;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One real punch, or a correction by an administrator. A {@code NotSigned} row is not a punch and never gets here.
 *
 * @param at when the person punched
 * @param planId the point to which DingTalk tied it; null where it tied it to none
 * @param onDuty true clock-in, false clock-out, null where DingTalk does not say
 * @param workDate the work date to which DingTalk counts it; null where it does not say
 * @param planned the time of the point to which it is tied; null where DingTalk does not say
 * @param result how DingTalk judges it
 * @param accepted false while DingTalk has not accepted it ({@code invalidRecordType})
 */
public record Punch(
        Instant at,
        @Nullable String planId,
        @Nullable Boolean onDuty,
        @Nullable LocalDate workDate,
        @Nullable Instant planned,
        Result result,
        boolean accepted) {

    /** DingTalk's judgement of a punch ({@code timeResult}). */
    public enum Result {
        NORMAL,
        EARLY,
        LATE,
        SERIOUS_LATE,
        /** So late that DingTalk counts the day as absence; the person <em>is</em> there. */
        ABSENTEEISM,
        /** A value that this program does not know, or none. */
        OTHER;

        boolean late() {
            return this == LATE || this == SERIOUS_LATE || this == ABSENTEEISM;
        }
    }

    /** Whether DingTalk tied it to a clock-out. */
    boolean tiedToOffDuty() {
        return Boolean.FALSE.equals(onDuty);
    }
}
