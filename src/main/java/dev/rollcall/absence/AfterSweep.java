package dev.rollcall.absence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a sweep ahead of a cutoff has left to be asked at it. Who was there, or was not due, by a plan of some minutes ago is
 * settled, because punches are only ever added; everybody else is read anew, their plan included. Immutable.
 */
final class AfterSweep {
    /** Nobody's answer is proved by fewer. */
    private static final int WITNESSES = 2;

    /** Whoever came later may not be in every answer yet. */
    private static final Duration SURELY_SHOWN = Duration.ofMinutes(2);

    private final Map<String, Finding> swept;
    private final Map<String, Finding> settled = new LinkedHashMap<>();
    private final Map<String, Employee> rest = new LinkedHashMap<>();
    private final List<Finding> witnesses;

    /**
     * @param swept by user id; empty: there was no sweep
     * @param people everybody who is asked about, by user id
     */
    AfterSweep(Map<String, Finding> swept, Map<String, Employee> people, Instant asOf) {
        this.swept = swept;
        people.forEach((id, employee) -> {
            Finding before = swept.get(id);
            if (before != null && (before.standing() == Standing.PRESENT || before.standing() == Standing.NOT_DUE)) {
                settled.put(id, before.of(employee));
            } else {
                rest.put(id, employee);
            }
        });
        witnesses = settled.values().stream()
                .filter(finding -> shown(finding, asOf.minus(SURELY_SHOWN)))
                .sorted(Comparator.comparing(Finding::punchedAt)
                        .thenComparing(finding -> finding.employee().id()))
                .limit(WITNESSES)
                .toList();
    }

    private static boolean shown(Finding finding, Instant since) {
        Evidence evidence = finding.evidence();
        return finding.standing() == Standing.PRESENT
                && evidence != null
                && evidence.source() == Evidence.Source.PUNCH
                && evidence.planId() != null
                && finding.points().stream().anyMatch(point -> evidence.planId().equals(point.planId()))
                && finding.punchedAt() != null
                && finding.punchedAt().isBefore(since);
    }

    /** Where those stand about whom nothing is asked. */
    Map<String, Finding> settled() {
        return settled;
    }

    /** Who is asked about, in their order. */
    Map<String, Employee> rest() {
        return rest;
    }

    /** Some of the settled whose punch is in every whole answer that is asked for them. */
    List<Finding> witnesses() {
        return witnesses;
    }

    /**
     * {@code plan} with the moved times that the sweep has read one by one, of those whose shift is still the one that they
     * were read for.
     */
    Roster withMoves(Roster plan) {
        Map<String, List<PlanPoint>> points = new HashMap<>(plan.points());
        Set<String> movable = new HashSet<>(plan.movable());
        for (String id : plan.movable()) {
            List<PlanPoint> before = timesRead(id);
            if (same(before, plan.of(id))) {
                points.put(id, moved(plan.of(id), before));
                movable.remove(id);
            }
        }
        return new Roster(points, plan.unread(), movable);
    }

    /** The plan of somebody left over, as moved; empty where no moved times were asked for. */
    private List<PlanPoint> timesRead(String id) {
        Finding before = swept.get(id);
        return before != null && (before.standing() == Standing.ABSENT || before.standing() == Standing.PENDING)
                ? before.points()
                : List.of();
    }

    private static boolean same(List<PlanPoint> before, List<PlanPoint> now) {
        return planned(before).equals(planned(now));
    }

    private static Map<Object, Long> planned(List<PlanPoint> points) {
        Map<Object, Long> planned = new HashMap<>();
        points.forEach(point -> planned.merge(identity(point), 1L, Long::sum));
        return planned;
    }

    private static List<Object> identity(PlanPoint point) {
        return List.of(String.valueOf(point.planId()), point.onDuty(), point.planned(), point.shiftId());
    }

    private static List<PlanPoint> moved(List<PlanPoint> now, List<PlanPoint> before) {
        Map<Object, Instant> times = new HashMap<>();
        before.forEach(point -> times.put(identity(point), point.at()));
        return now.stream()
                .map(point -> point.movedTo(times.get(identity(point))))
                .sorted(Comparator.comparing(PlanPoint::at).thenComparing(PlanPoint::planned))
                .toList();
    }
}
