package dev.rollcall.absence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a sweep ahead of a cutoff has left to be asked at it. Who was there is settled, because punches are only ever added;
 * in a large company also who was not due by a plan of some minutes ago. Everybody else is read anew, their plan included.
 * Immutable.
 */
final class AfterSweep {
    private static final int WITNESSES = 2;

    /** Whoever came later may not be in every answer yet. */
    private static final Duration SURELY_SHOWN = Duration.ofMinutes(2);

    /** Of fewer who are left over the moved times are asked for again, which takes some seconds. */
    private static final int MANY = 50;

    /** Of a smaller company the plan is read as a whole at the cutoff, so that it can say who is due after all. */
    private static final int LARGE = 10_000;

    private final Map<String, Finding> before = new HashMap<>();
    private final Map<String, Finding> settled = new LinkedHashMap<>();
    private final Map<String, Employee> rest = new LinkedHashMap<>();
    private final List<Finding> witnesses;

    /**
     * @param swept by user id; empty: there was no sweep
     * @param people everybody who is asked about, by user id
     */
    AfterSweep(Map<String, Finding> swept, Map<String, Employee> people, Instant asOf) {
        boolean large = people.size() >= LARGE;
        people.forEach((id, employee) -> {
            Finding found = swept.get(id);
            if (found != null && isSettled(found, large)) {
                settled.put(id, found.of(employee));
            } else {
                rest.put(id, employee);
                if (found != null) {
                    before.put(id, found);
                }
            }
        });
        witnesses = settled.values().stream()
                .filter(finding -> shown(finding, asOf.minus(SURELY_SHOWN)))
                .sorted(Comparator.comparing(Finding::punchedAt)
                        .thenComparing(finding -> finding.employee().id()))
                .limit(WITNESSES)
                .toList();
        boolean nobodyProves = witnesses.isEmpty()
                && settled.values().stream().anyMatch(finding -> finding.standing() == Standing.PRESENT);
        if (nobodyProves) {
            settled.clear();
            rest.clear();
            rest.putAll(people);
        }
    }

    private static boolean isSettled(Finding finding, boolean large) {
        return finding.standing() == Standing.PRESENT || (large && finding.standing() == Standing.NOT_DUE);
    }

    private static boolean shown(Finding finding, Instant since) {
        Evidence evidence = finding.evidence();
        return finding.standing() == Standing.PRESENT
                && evidence != null
                && evidence.source() == Evidence.Source.PUNCH
                && finding.punchedAt() != null
                && finding.punchedAt().isBefore(since);
    }

    /** Whose plan is read, in their order: of the rest, and of some who must be in it. */
    Set<String> asked() {
        Set<String> asked = new LinkedHashSet<>(rest.keySet());
        witnesses.forEach(witness -> asked.add(witness.employee().id()));
        return asked;
    }

    /** How many people there are. */
    int all() {
        return settled.size() + rest.size();
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

    /** Those left over who had a plan. */
    Set<String> planned() {
        return before.entrySet().stream()
                .filter(entry -> !entry.getValue().points().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * The points, as moved, that the sweep has read one by one, by user id, of those in {@code plan} whose shift is still the
     * one that they were read for, and to whom no approval is tied; empty where so few are left over that they can be asked
     * for again.
     */
    Map<String, List<PlanPoint>> moves(Roster plan) {
        Map<String, List<PlanPoint>> moves = new HashMap<>();
        if (before.size() >= MANY) {
            for (String id : plan.movable()) {
                List<PlanPoint> now = plan.of(id);
                List<PlanPoint> read = timesRead(id);
                if (same(read, now) && now.stream().noneMatch(PlanPoint::approval)) {
                    moves.put(id, moved(now, read));
                }
            }
        }
        return moves;
    }

    /** The plan of somebody left over, as moved; empty where no moved times were asked for. */
    private List<PlanPoint> timesRead(String id) {
        Finding found = before.get(id);
        return found != null && (found.standing() == Standing.ABSENT || found.standing() == Standing.PENDING)
                ? found.points()
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
        return List.of(
                String.valueOf(point.planId()), point.onDuty(), point.planned(), point.shiftId(), point.approval());
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
