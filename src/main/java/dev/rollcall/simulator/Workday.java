package dev.rollcall.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one person's work date, and beside them, in {@code truth}, what they mean.
 *
 * @param shift the shift in the plan; null on a rest day and the like
 * @param shiftBefore what the plan said until {@code swappedAt}
 * @param rowWithoutClass the plan has a row for the person, without class_id
 * @param movedTo changed_check_time of the OnDuty point
 */
record Workday(
        @Nullable Shift shift,
        @Nullable Shift shiftBefore,
        Instant swappedAt,
        boolean rowWithoutClass,
        @Nullable Instant movedTo,
        List<Punch> punches,
        List<Approval> approvals,
        Timeline truth) {

    @Nullable
    Shift shiftAt(Instant now) {
        return shiftBefore != null && now.isBefore(swappedAt) ? shiftBefore : shift;
    }

    /** Whether punches are tied to the points of this shift; those of the plan before a swap are gone. */
    boolean follows(@Nullable Shift other) {
        return shift != null && other != null && shift.id() == other.id();
    }
}
