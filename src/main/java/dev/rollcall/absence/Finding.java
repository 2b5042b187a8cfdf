package dev.rollcall.absence;

import java.time.Instant;
import java.util.List;
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
 * @param evidence what decided it; null for those who are not due
 * @param points the plan that it was decided on, in order of time; empty without one
 */
public record Finding(
        Employee employee,
        String subDepartment,
        Standing standing,
        @Nullable Instant dueAt,
        boolean late,
        @Nullable Instant punchedAt,
        @Nullable Instant shiftEnd,
        @Nullable Evidence evidence,
        List<PlanPoint> points) {
    public Finding {
        points = List.copyOf(points);
    }

    /** A finding of which neither evidence nor plan is kept. */
    public Finding(
            Employee employee,
            String subDepartment,
            Standing standing,
            @Nullable Instant dueAt,
            boolean late,
            @Nullable Instant punchedAt,
            @Nullable Instant shiftEnd) {
        this(employee, subDepartment, standing, dueAt, late, punchedAt, shiftEnd, null, List.of());
    }

    Finding in(String otherSubDepartment) {
        return new Finding(employee, otherSubDepartment, standing, dueAt, late, punchedAt, shiftEnd, evidence, points);
    }

    /** The same of {@code person}, of whom only the id was known. */
    Finding of(Employee person) {
        return new Finding(person, subDepartment, standing, dueAt, late, punchedAt, shiftEnd, evidence, points);
    }

    /**
     * Whether {@link #points} are surely the whole plan. They may not be where something was not read, and are not where
     * somebody was due by a plan that is not here.
     */
    boolean planKept() {
        return standing != Standing.UNVERIFIED && (dueAt == null || !points.isEmpty());
    }

    /** This finding for somebody who must not be named after all; unchanged where they are not absent. */
    Finding unnamed() {
        if (standing != Standing.ABSENT) {
            return this;
        }
        Evidence unread = Evidence.without(Evidence.Source.UNREAD, evidence == null ? null : evidence.planId());
        return new Finding(employee, subDepartment, Standing.UNVERIFIED, dueAt, false, null, shiftEnd, unread, points);
    }
}
