package dev.rollcall.absence;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * People whom a roll call has named, judged once more by the plan that it had read. That plan says whose day carries a request,
 * but not of requests that were approved since: those are looked for. Used by one thread.
 */
final class ReadingAgain {
    private final Map<String, Finding> before = new LinkedHashMap<>();
    private final Map<String, List<PlanPoint>> points = new HashMap<>();
    private final Set<String> unread = new HashSet<>();

    /** @param named their findings; of several of one person the first */
    ReadingAgain(Collection<Finding> named) {
        named.forEach(finding -> before.putIfAbsent(finding.employee().id(), finding));
        before.forEach((id, finding) -> {
            points.put(id, finding.points());
            if (!finding.planKept()) {
                unread.add(id);
            }
        });
    }

    /**
     * Looks for requests of those who carried none: whose can be read, and has one, carries it from now on. That it cannot be
     * read makes nobody unverified, because the plan that named them knew of none.
     */
    void lookForRequests(RosterSource rosters, AttendanceSource attendance, LocalDate workDate, Run run) {
        Set<String> named = new HashSet<>();
        before.forEach((id, finding) -> {
            if (finding.standing() == Standing.ABSENT
                    && finding.points().stream().noneMatch(PlanPoint::approval)) {
                named.add(id);
            }
        });
        Set<String> requests = named.isEmpty() ? named : rosters.newRequests(workDate, named, run);
        if (requests.isEmpty()) {
            return;
        }
        attendance.approvals(requests, workDate, run).forEach((id, approved) -> {
            if (!approved.isEmpty()) {
                points.computeIfPresent(
                        id, (same, own) -> own.stream().map(PlanPoint::approved).toList());
            }
        });
    }

    /** Where they stand by {@code reading}; unverified is whoever was not absent before and is not cleared now. */
    Map<String, Finding> by(Reading reading) {
        Map<String, Employee> people = new LinkedHashMap<>();
        before.forEach((id, finding) -> people.put(id, finding.employee()));
        Map<String, Finding> now = reading.read(people, new Roster(points, unread));
        before.forEach((id, finding) -> now.computeIfPresent(id, (same, judged) -> {
            Finding found = judged.in(finding.subDepartment());
            return finding.standing() == Standing.ABSENT ? found : found.unnamed();
        }));
        return now;
    }
}
