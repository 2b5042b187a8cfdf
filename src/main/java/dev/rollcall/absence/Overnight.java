package dev.rollcall.absence;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A roll call of today, to which shifts of the day before are added that are still running. Pure.
 *
 * <p>To read the day before costs calls, so it is only read before noon, and of departments where nobody is due yet or
 * somebody's shift begins in the evening.
 */
final class Overnight {
    private static final LocalTime EVENING = LocalTime.of(16, 0);

    private final RollCall today;

    Overnight(RollCall today) {
        this.today = today;
    }

    /** Ids of the departments of which the day before has to be known at {@code now}; mostly none. */
    List<Long> departments(LocalTime now) {
        return now.isAfter(LocalTime.NOON)
                ? List.of()
                : today.departments().stream()
                        .filter(one -> one.counts().due() == 0
                                || one.findings().stream().anyMatch(this::inTheEvening))
                        .map(DepartmentRollCall::id)
                        .toList();
    }

    private boolean inTheEvening(Finding finding) {
        return finding.points().stream()
                .findFirst()
                .map(point -> LocalTime.ofInstant(point.at(), today.zone()))
                .filter(time -> !time.isBefore(EVENING))
                .isPresent();
    }

    /** Today's with what still runs of {@code dayBefore}, which is read as of the same time or a little later. */
    RollCall with(RollCall dayBefore) {
        Map<Long, DepartmentRollCall> before = new HashMap<>();
        dayBefore.departments().forEach(one -> before.put(one.id(), one));
        Set<String> nights = new HashSet<>();
        List<DepartmentRollCall> all = today.departments().stream()
                .map(one -> before.containsKey(one.id())
                        ? together(one, before.get(one.id()), dayBefore.asOf(), nights)
                        : one)
                .toList();
        return today.with(all, dayBefore, nights);
    }

    /** {@code nights} get those who stand as {@code before} has them. */
    private static DepartmentRollCall together(
            DepartmentRollCall one, DepartmentRollCall before, Instant asOf, Set<String> nights) {
        Map<String, Finding> running = new HashMap<>();
        before.findings().stream()
                .filter(finding -> finding.standing() != Standing.NOT_DUE)
                .filter(finding ->
                        finding.shiftEnd() != null && finding.shiftEnd().isAfter(asOf))
                .forEach(finding -> running.put(finding.employee().id(), finding));
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : one.findings()) {
            Finding night = finding.standing() == Standing.NOT_DUE
                    ? running.get(finding.employee().id())
                    : null;
            findings.add(night == null ? finding : night);
            if (night != null) {
                nights.add(night.employee().id());
            }
        }
        return one.with(findings);
    }
}
