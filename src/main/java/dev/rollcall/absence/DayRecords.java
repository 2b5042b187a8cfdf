package dev.rollcall.absence;

import dev.rollcall.absence.AttendanceSource.Missed;
import dev.rollcall.absence.AttendanceSource.Results;
import dev.rollcall.absence.PointResult.Verdict;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole days that are over: where everybody stood at the end, and what DingTalk made of each point of their plan.
 *
 * <p>Does I/O and blocks, a minute or two for a large company; throws nothing for what could not be read, which makes the
 * record incomplete. Thread-safe.
 */
public final class DayRecords {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int WITNESSES = 3;

    private final LiveRollCalls rollCalls;
    private final AttendanceSource attendance;
    private final Clock clock;
    private final Waiting waiting;

    public DayRecords(LiveRollCalls rollCalls, AttendanceSource attendance, Clock clock, Waiting waiting) {
        this.rollCalls = rollCalls;
        this.attendance = attendance;
        this.clock = clock;
        this.waiting = waiting;
    }

    /** The records of {@code departments} on {@code workDate}, in the configured order; of today as of now. */
    public List<DayRecord> of(Collection<Long> departments, LocalDate workDate) {
        RollCall rollCall = rollCalls.day(departments, workDate).join();
        Set<String> due = new LinkedHashSet<>();
        List<String> witnesses = new ArrayList<>();
        for (DepartmentRollCall department : rollCall.departments()) {
            for (Finding finding : due(department)) {
                String id = finding.employee().id();
                boolean there = finding.standing() == Standing.PRESENT;
                if (due.add(id) && there && witnesses.size() < WITNESSES) {
                    witnesses.add(id);
                }
            }
        }
        Run run = new Run(Deadline.in(LONGEST, waiting));
        Map<String, Results> results = due.isEmpty() ? Map.of() : attendance.results(due, workDate, witnesses, run);
        String trouble = Stream.concat(rollCall.troubles().stream(), run.troubles().stream())
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("DingTalk's data is not whole");
        Instant readAt = clock.instant();
        return rollCall.departments().stream()
                .map(department -> record(rollCall, department, results, readAt, trouble))
                .toList();
    }

    private static List<Finding> due(DepartmentRollCall department) {
        return department.findings().stream()
                .filter(finding -> finding.standing() != Standing.NOT_DUE)
                .toList();
    }

    private static DayRecord record(
            RollCall rollCall,
            DepartmentRollCall department,
            Map<String, Results> results,
            Instant readAt,
            String trouble) {
        List<Finding> due = due(department);
        boolean judged = due.stream()
                .allMatch(finding -> results.containsKey(finding.employee().id()));
        return new DayRecord(
                rollCall.workDate(),
                department.id(),
                department.name(),
                rollCall.asOf(),
                readAt,
                department.complete() && judged ? null : trouble,
                due.stream()
                        .map(finding ->
                                person(finding, results.get(finding.employee().id()), readAt))
                        .toList());
    }

    private static PersonRecord person(Finding finding, @Nullable Results results, Instant readAt) {
        List<PointResult> points = points(finding, results, readAt);
        List<Punch> punches = results == null
                ? List.of()
                : results.punches().stream().filter(Punch::accepted).toList();
        Comparator<Instant> inOrder = Comparator.naturalOrder();
        return new PersonRecord(
                finding.employee().id(),
                finding.employee().name(),
                finding.standing(),
                late(finding, points),
                finding.dueAt(),
                finding.punchedAt(),
                times(finding, punches).min(inOrder).orElse(null),
                times(finding, punches).max(inOrder).orElse(null),
                points);
    }

    private static Stream<Instant> times(Finding finding, List<Punch> punches) {
        return Stream.concat(
                Stream.ofNullable(finding.punchedAt()), punches.stream().map(Punch::at));
    }

    /** DingTalk's judgement of the clock-ins wins over the clock, also the one that there is none. */
    private static boolean late(Finding finding, List<PointResult> points) {
        if (finding.standing() != Standing.PRESENT) {
            return false;
        }
        List<Verdict> judged = points.stream()
                .filter(PointResult::onDuty)
                .map(PointResult::verdict)
                .filter(verdict -> verdict != Verdict.OTHER && verdict != Verdict.NONE)
                .toList();
        return judged.isEmpty() ? finding.late() : judged.stream().anyMatch(Verdict::late);
    }

    /** Each point of the plan with its result, and results of points that the plan does not have, in order of time. */
    private static List<PointResult> points(Finding finding, @Nullable Results results, Instant readAt) {
        List<Punch> punches = new ArrayList<>(results == null ? List.of() : results.punches());
        punches.removeIf(punch -> punch.onDuty() == null);
        List<Missed> missing = new ArrayList<>(results == null ? List.of() : results.missing());
        List<PointResult> points = new ArrayList<>();
        for (PlanPoint point : finding.points()) {
            Punch punch = taken(punches, one -> same(point, one.planId(), one.onDuty(), one.planned()));
            Missed card = taken(missing, one -> same(point, one.planId(), one.onDuty(), one.planned()));
            points.add(punch != null ? punched(point.at(), punch) : missed(point.onDuty(), point.at(), card, readAt));
        }
        punches.forEach(punch -> points.add(punched(punch.planned(), punch)));
        missing.forEach(card -> points.add(missed(card.onDuty(), card.planned(), card, readAt)));
        points.sort(Comparator.comparing(PointResult::planned, Comparator.nullsLast(Comparator.naturalOrder())));
        return points;
    }

    /** Some organisations have a card missing from the beginning of the day on: what is still to come is not missing. */
    private static PointResult missed(
            boolean onDuty, @Nullable Instant planned, @Nullable Missed card, Instant readAt) {
        Verdict verdict = Verdict.NONE;
        if (card != null && (planned == null || !planned.isAfter(readAt))) {
            verdict = card.excused() ? Verdict.EXCUSED : Verdict.MISSING;
        }
        return new PointResult(onDuty, planned, null, verdict);
    }

    private static PointResult punched(@Nullable Instant planned, Punch punch) {
        return new PointResult(Boolean.TRUE.equals(punch.onDuty()), planned, punch.at(), Verdict.of(punch.result()));
    }

    /** The first of {@code all} that is {@code such}, which is taken out; null where there is none. */
    private static <T> @Nullable T taken(List<T> all, java.util.function.Predicate<T> such) {
        T found = all.stream().filter(such).findFirst().orElse(null);
        if (found != null) {
            all.remove(found);
        }
        return found;
    }

    private static boolean same(
            PlanPoint point, @Nullable String planId, @Nullable Boolean onDuty, @Nullable Instant planned) {
        if (point.planId() != null && planId != null) {
            return point.planId().equals(planId);
        }
        return Objects.equals(onDuty, point.onDuty())
                && (planned == null || planned.equals(point.planned()) || planned.equals(point.at()));
    }
}
