package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Which approval hangs on which plan point. */
final class Approvals {
    private Approvals() {}

    /**
     * Index of the approval that is shown on a point by now, or -1. A request by day hangs on every point of the day, one by hours or half days
     * on the points inside it, overtime on the OnDuty point, where it misleads whoever takes it for an excuse.
     */
    static int on(Plans.Row row, Instant now) {
        List<Approval> approvals = row.person().workday().approvals();
        for (int i = 0; i < approvals.size(); i++) {
            if (approvals.get(i).isShown(now) && hangsOn(approvals.get(i), row)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean hangsOn(Approval approval, Plans.Row row) {
        if (row.shift() == null) {
            return false;
        }
        if (approval.kind() == Approval.Kind.OVERTIME) {
            return row.onDuty();
        }
        if (approval.unit() == Approval.Unit.DAY) {
            return true;
        }
        if (approval.unit() == Approval.Unit.HALF_DAY) {
            return row.onDuty()
                    ? approval.begin().isBefore(row.planTime().plus(Duration.ofHours(1)))
                    : !approval.end().isBefore(row.planTime());
        }
        return !row.planTime().isBefore(approval.begin()) && !row.planTime().isAfter(approval.end());
    }
}
