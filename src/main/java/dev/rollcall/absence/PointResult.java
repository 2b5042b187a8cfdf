package dev.rollcall.absence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one planned clock-in or clock-out by the end of its day.
 *
 * @param onDuty true for a clock-in, false for a clock-out
 * @param planned when it was due, as moved; null where DingTalk gives a result without
 * @param at when the person punched; null where they did not
 * @param verdict how DingTalk judges it ({@code timeResult}, DingTalk 0195)
 */
public record PointResult(
        boolean onDuty, @Nullable Instant planned, @Nullable Instant at, Verdict verdict) {

    /** DingTalk's judgement of a point. */
    public enum Verdict {
        NORMAL,
        EARLY,
        LATE,
        SERIOUS_LATE,
        ABSENTEEISM,
        /** There is no punch ({@code NotSigned}): a missing card. */
        MISSING,
        /** There is no punch, and an approval is tied to the point (leave, trip, outing). */
        EXCUSED,
        /** A judgement that this program does not know, or none of a punch that there is. */
        OTHER,
        /** DingTalk says nothing of it, or its results could not be read. */
        NONE;

        static Verdict of(Punch.Result result) {
            return switch (result) {
                case NORMAL -> NORMAL;
                case EARLY -> EARLY;
                case LATE -> LATE;
                case SERIOUS_LATE -> SERIOUS_LATE;
                case ABSENTEEISM -> ABSENTEEISM;
                case OTHER -> OTHER;
            };
        }

        boolean late() {
            return this == LATE || this == SERIOUS_LATE || this == ABSENTEEISM;
        }
    }
}
