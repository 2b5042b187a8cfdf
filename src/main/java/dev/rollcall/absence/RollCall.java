package dev.rollcall.absence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * The outcome of one check.
 *
 * @param asOf the instant it speaks of: punches after it do not count
 * @param readAt when the data had been read
 * @param workDate the work date
 * @param zone the zone in which times are shown
 * @param departments in the order in which they were asked for
 * @param company the same numbers over all of {@code departments}, each person once
 * @param apiCalls attempts sent to DingTalk, by path
 * @param troubles what could not be read
 */
public record RollCall(
        Instant asOf,
        Instant readAt,
        LocalDate workDate,
        ZoneId zone,
        List<DepartmentRollCall> departments,
        Counts company,
        Map<String, Integer> apiCalls,
        List<SourceException> troubles) {
    public RollCall {
        departments = List.copyOf(departments);
        troubles = List.copyOf(troubles);
    }

    /** Whether nobody is unverified and every member list is complete. */
    public boolean complete() {
        return departments.stream().allMatch(DepartmentRollCall::complete);
    }
}
