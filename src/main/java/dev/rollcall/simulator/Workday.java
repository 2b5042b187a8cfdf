package dev.rollcall.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one person's work date, and beside them, in {@code truth}, what they mean.
 *
 * @param shift the shift in the plan; null on a rest day and the like
 * @param shiftBefore what the plan said until {@code swappedAt}
 * @param rowWithoutClass the plan has a row for the person, without class_id
 * @param movedTo changed_check_time of the OnDuty point
 * @param dataFrom until then no API shows any of the punches
 */
record Workday(
        @Nullable Shift shift,
        @Nullable Shift shiftBefore,
        Instant swappedAt,
        boolean rowWithoutClass,
        @Nullable Instant movedTo,
        List<Punch> punches,
        List<Approval> approvals,
        Timeline truth,
        Instant dataFrom) {

    /** The same facts, whose punches reach DingTalk no sooner than that. */
    Workday withDataFrom(Instant from) {
        return new Workday(shift, shiftBefore, swappedAt, rowWithoutClass, movedTo, punches, approvals, truth, from);
    }

    /** With one more approved request. */
    Workday withApproval(Approval approval) {
        List<Approval> more = new ArrayList<>(approvals);
        more.add(approval);
        return new Workday(
                shift,
                shiftBefore,
                swappedAt,
                rowWithoutClass,
                movedTo,
                punches,
                List.copyOf(more),
                truth.excused(),
                dataFrom);
    }

    Instant shownFrom(Punch punch) {
        return dataFrom.isAfter(punch.at()) ? dataFrom : punch.at();
    }

    boolean isShown(Punch punch, Instant now) {
        return !now.isBefore(shownFrom(punch));
    }

    @Nullable
    Shift shiftAt(Instant now) {
        return shiftBefore != null && now.isBefore(swappedAt) ? shiftBefore : shift;
    }

    /** Whether punches are tied to the points of this shift; those of the plan before a swap are gone. */
    boolean follows(@Nullable Shift other) {
        return shift != null && other != null && shift.id() == other.id();
    }
}
