package dev.rollcall.absence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
 * @param overnight user ids of those who stand as in a shift of the day before {@code workDate} that still runs
 */
public record RollCall(
        Instant asOf,
        Instant readAt,
        LocalDate workDate,
        ZoneId zone,
        List<DepartmentRollCall> departments,
        Counts company,
        Map<String, Integer> apiCalls,
        List<SourceException> troubles,
        Set<String> overnight) {
    public RollCall {
        departments = List.copyOf(departments);
        troubles = List.copyOf(troubles);
        overnight = Set.copyOf(overnight);
    }

    /** One of a single work date, to which no shift of the day before belongs. */
    public RollCall(
            Instant asOf,
            Instant readAt,
            LocalDate workDate,
            ZoneId zone,
            List<DepartmentRollCall> departments,
            Counts company,
            Map<String, Integer> apiCalls,
            List<SourceException> troubles) {
        this(asOf, readAt, workDate, zone, departments, company, apiCalls, troubles, Set.of());
    }

    /** Whether nobody is unverified and every member list is complete. */
    public boolean complete() {
        return departments.stream().allMatch(DepartmentRollCall::complete);
    }

    /** Whether all that could not be read was done without on purpose: reading it again would not help. */
    public boolean spared() {
        return !troubles.isEmpty() && troubles.stream().allMatch(one -> one.reason() == SourceException.Reason.SPARED);
    }

    /** This one with {@code others} in place of its departments, for some of which {@code more} was read. */
    RollCall with(List<DepartmentRollCall> others, RollCall more) {
        return with(others, more, overnight);
    }

    /** The same, where {@code nights} are those whose shift of the day before still runs. */
    RollCall with(List<DepartmentRollCall> others, RollCall more, Set<String> nights) {
        Map<String, Finding> people = new LinkedHashMap<>();
        others.forEach(department -> department
                .findings()
                .forEach(finding -> people.putIfAbsent(finding.employee().id(), finding)));
        Map<String, Integer> calls = new HashMap<>(apiCalls);
        more.apiCalls().forEach((path, count) -> calls.merge(path, count, Integer::sum));
        List<SourceException> all = new ArrayList<>(troubles);
        all.addAll(more.troubles());
        return new RollCall(asOf, readAt, workDate, zone, others, Counts.of(people.values()), calls, all, nights);
    }
}
