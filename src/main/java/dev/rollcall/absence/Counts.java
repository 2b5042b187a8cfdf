package dev.rollcall.absence;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * The numbers of a department or of the company, in people. {@code due = present + excused + pending + absent +
 * unverified}; {@code present} includes the late.
 */
public record Counts(int due, int present, int late, int excused, int pending, int unverified, int absent) {

    /** Counts {@code findings}; people who are not due do not count. */
    public static Counts of(Collection<Finding> findings) {
        Map<Standing, Integer> by = new EnumMap<>(Standing.class);
        int late = 0;
        for (Finding finding : findings) {
            by.merge(finding.standing(), 1, Integer::sum);
            late += finding.late() ? 1 : 0;
        }
        return new Counts(
                findings.size() - by.getOrDefault(Standing.NOT_DUE, 0),
                by.getOrDefault(Standing.PRESENT, 0),
                late,
                by.getOrDefault(Standing.EXCUSED, 0),
                by.getOrDefault(Standing.PENDING, 0),
                by.getOrDefault(Standing.UNVERIFIED, 0),
                by.getOrDefault(Standing.ABSENT, 0));
    }
}
