package dev.rollcall.absence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One planned clock-in or clock-out of one person on one work date.
 *
 * @param planId DingTalk's id of the point, the join key between plan, punches and results; null where it gives none
 * @param onDuty true for a clock-in, false for a clock-out
 * @param planned the time of the shift
 * @param moved the time to which flexible working or an approval moved the point; null where it was not moved
 * @param shiftId DingTalk's {@code class_id}; points without one are not planned and never get here
 * @param approval whether DingTalk ties an approval to the point (leave, trip, overtime …: the kind is not said)
 */
public record PlanPoint(
        @Nullable String planId,
        boolean onDuty,
        Instant planned,
        @Nullable Instant moved,
        String shiftId,
        boolean approval) {

    /** The time that counts: as moved, else as planned. */
    public Instant at() {
        return moved == null ? planned : moved;
    }

    /** This point at {@code time}; unchanged where that is null or the time it has anyway. */
    PlanPoint movedTo(@Nullable Instant time) {
        return time == null || time.equals(at())
                ? this
                : new PlanPoint(planId, onDuty, planned, time, shiftId, approval);
    }

    /** This point as one to which DingTalk ties an approval. */
    PlanPoint approved() {
        return new PlanPoint(planId, onDuty, planned, moved, shiftId, true);
    }

    /** The earlier of the planned and the moved time: from four hours before it a punch belongs to this point. */
    Instant earliest() {
        return moved != null && moved.isBefore(planned) ? moved : planned;
    }
}
