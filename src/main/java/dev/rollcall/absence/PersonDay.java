package dev.rollcall.absence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one person on one work date: what {@link AbsenceRule} decides on.
 *
 * <p>Evidence that was not read is null; an empty list says that it was read and there is nothing.
 *
 * @param employee who
 * @param workDate the work date
 * @param points planned points in order of time; empty: not planned, or unknown when {@code planComplete} is false
 * @param planComplete whether the plan was read as a whole
 * @param shifts what the shifts of the points allow; a shift that is missing could not be read
 * @param flexible by how much the person may come later, by plan id; null where it was not read
 * @param punches raw punches since four hours before the first point
 * @param results the second look
 * @param leaves approved leave
 * @param approvals what else an approval excuses (trips, outings); null where it was not read
 * @param approvalsNeeded whether a point carries an approval, so that {@code approvals} must have been read
 */
public record PersonDay(
        Employee employee,
        LocalDate workDate,
        List<PlanPoint> points,
        boolean planComplete,
        Map<String, Shift> shifts,
        @Nullable Map<String, Duration> flexible,
        @Nullable List<Punch> punches,
        @Nullable List<Punch> results,
        @Nullable List<Leave> leaves,
        @Nullable List<Leave> approvals,
        boolean approvalsNeeded) {

    /** The time at which the last planned clock-out lies; null where the plan has none. */
    @Nullable
    Instant shiftEnd() {
        PlanPoint last = points.isEmpty() ? null : points.get(points.size() - 1);
        return last == null || last.onDuty() ? null : last.at();
    }

    /** The time of the first planned clock-out after {@code clockIn}; null where none follows. */
    @Nullable
    Instant clockOutAfter(PlanPoint clockIn) {
        return points.stream()
                .skip(points.indexOf(clockIn) + 1L)
                .filter(point -> !point.onDuty())
                .map(PlanPoint::at)
                .findFirst()
                .orElse(null);
    }
}
