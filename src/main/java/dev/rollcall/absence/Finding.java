package dev.rollcall.absence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one person stands, and why.
 *
 * @param employee who
 * @param subDepartment the child of the configured department under which they sit; empty for direct members
 * @param standing where they stand
 * @param dueAt when they were due, as moved; null when they were not, or when that is unknown
 * @param late present, but late
 * @param punchedAt the punch that shows them present, or the one that waits to be accepted; null without one
 * @param shiftEnd when their shift ends; null where unknown
 */
public record Finding(
        Employee employee,
        String subDepartment,
        Standing standing,
        @Nullable Instant dueAt,
        boolean late,
        @Nullable Instant punchedAt,
        @Nullable Instant shiftEnd) {

    Finding in(String otherSubDepartment) {
        return new Finding(employee, otherSubDepartment, standing, dueAt, late, punchedAt, shiftEnd);
    }
}
