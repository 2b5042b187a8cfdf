package dev.rollcall.absence;

import static dev.rollcall.absence.Times.at;

import dev.rollcall.absence.Leave.Unit;
import dev.rollcall.absence.Punch.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds one person's day. Everything was read unless said otherwise, and nothing happened yet.
 *
 * <p>The points of the plan are called P1, P2 … and their shifts S1, S2 … in the order in which they are added.
 */
final class Day {
    /** What may be missing because it could not be read. */
    enum Evidence {
        PLAN,
        SHIFT,
        MINUTES,
        PUNCHES,
        RESULTS,
        LEAVES,
        APPROVALS
    }

    private final Employee employee;
    private final List<PlanPoint> points = new ArrayList<>();
    private final Map<String, Shift> shifts = new HashMap<>();
    private final Map<String, Duration> minutes = new HashMap<>();
    private final List<Punch> punches = new ArrayList<>();
    private final List<Punch> results = new ArrayList<>();
    private final List<Leave> leaves = new ArrayList<>();
    private final List<Leave> approvals = new ArrayList<>();
    private final Set<Evidence> unread = EnumSet.noneOf(Evidence.class);
    private boolean approvalsNeeded;

    private Day(Employee employee) {
        this.employee = employee;
    }

    /** A day without a plan. */
    static Day of(Employee employee) {
        return new Day(employee);
    }

    /** 张三's day, nine to six. */
    static Day usual() {
        return of(Cast.ZHANG_SAN).shift("09:00", "18:00");
    }

    /** A day of four punches. */
    static Day fourPunches() {
        return of(Cast.ZHANG_SAN).shift("08:30", "12:00", "13:00", "18:00");
    }

    /** Adds a shift of clock-ins and clock-outs in turn. */
    Day shift(String... times) {
        String id = "S" + (shifts.size() + 1);
        shifts.put(id, Shift.rigid(id));
        for (int index = 0; index < times.length; index++) {
            String planId = "P" + (points.size() + 1);
            points.add(new PlanPoint(planId, index % 2 == 0, at(times[index]), null, id, false));
        }
        return this;
    }

    Day moved(String planId, String time) {
        return change(
                planId,
                point -> new PlanPoint(
                        planId, point.onDuty(), point.planned(), at(time), point.shiftId(), point.approval()));
    }

    /** Ties an approval to a point; of which kind only {@link #trip} says. */
    Day approval(String planId) {
        approvalsNeeded = true;
        return change(
                planId,
                point -> new PlanPoint(planId, point.onDuty(), point.planned(), point.moved(), point.shiftId(), true));
    }

    private Day change(String planId, UnaryOperator<PlanPoint> how) {
        points.replaceAll(point -> planId.equals(point.planId()) ? how.apply(point) : point);
        return this;
    }

    /** DingTalk gives the points no ids. */
    Day withoutPlanIds() {
        points.replaceAll(point ->
                new PlanPoint(null, point.onDuty(), point.planned(), point.moved(), point.shiftId(), point.approval()));
        return this;
    }

    /** No punch is needed at these clock-ins of S1. */
    Day free(Boolean... clockIns) {
        shifts.put("S1", new Shift("S1", false, List.of(clockIns)));
        return this;
    }

    /** S1 lets people come later by minutes that are still to be said. */
    Day flexible() {
        shifts.put("S1", new Shift("S1", true, List.of()));
        return this;
    }

    Day flexible(String planId, int late) {
        minutes.put(planId, Duration.ofMinutes(late));
        return flexible();
    }

    /** A punch that DingTalk tied to a point of the plan. */
    Day tied(String time, String planId, Result result) {
        punches.add(tiedPunch(time, planId, result));
        return this;
    }

    /** A punch that DingTalk tied to a point of the plan and found in order. */
    Day tied(String time, String planId) {
        return tied(time, planId, Result.NORMAL);
    }

    /** A punch that DingTalk tied to nothing. */
    Day untied(String time) {
        return punch(time, null, null, null, null);
    }

    /** A punch that DingTalk tied to a clock-out that is not in the plan. */
    Day clockOutElsewhere(String time, @Nullable String planned, @Nullable LocalDate date) {
        return punch(time, "X1", false, date, planned);
    }

    /** A punch that DingTalk tied to a clock-in that is not in the plan. */
    Day clockInElsewhere(String time, @Nullable String planned, Result result) {
        punches.add(new Punch(at(time), "X2", true, Cast.TODAY, planned == null ? null : at(planned), result, true));
        return this;
    }

    /** An accepted punch with as much as DingTalk said of it. */
    Day punch(
            String time,
            @Nullable String planId,
            @Nullable Boolean onDuty,
            @Nullable LocalDate date,
            @Nullable String planned) {
        Instant plannedAt = planned == null ? null : at(planned);
        punches.add(new Punch(at(time), planId, onDuty, date, plannedAt, Result.OTHER, true));
        return this;
    }

    /** A punch that DingTalk has not accepted. */
    Day invalid(String time) {
        punches.add(new Punch(at(time), null, null, Cast.TODAY, null, Result.OTHER, false));
        return this;
    }

    /** What the second look shows. */
    Day result(String time, String planId, Result result) {
        results.add(tiedPunch(time, planId, result));
        return this;
    }

    private Punch tiedPunch(String time, String planId, Result result) {
        PlanPoint point = points.stream()
                .filter(one -> planId.equals(one.planId()))
                .findFirst()
                .orElseThrow();
        return new Punch(at(time), planId, point.onDuty(), Cast.TODAY, point.planned(), result, true);
    }

    Day leave(Leave leave) {
        leaves.add(leave);
        return this;
    }

    /** A trip or an outing: only the approval tied to a point leads to it. */
    Day trip(Leave trip) {
        approvals.add(trip);
        return approval("P1");
    }

    Day unread(Evidence... evidence) {
        unread.addAll(List.of(evidence));
        approvalsNeeded |= unread.contains(Evidence.APPROVALS);
        return this;
    }

    PersonDay build() {
        return new PersonDay(
                employee,
                Cast.TODAY,
                List.copyOf(points),
                !unread.contains(Evidence.PLAN),
                unread.contains(Evidence.SHIFT) ? Map.of() : Map.copyOf(shifts),
                minutes.isEmpty() || unread.contains(Evidence.MINUTES) ? null : Map.copyOf(minutes),
                read(Evidence.PUNCHES, punches),
                read(Evidence.RESULTS, results),
                read(Evidence.LEAVES, leaves),
                read(Evidence.APPROVALS, approvals),
                approvalsNeeded);
    }

    private <T> @Nullable List<T> read(Evidence evidence, List<T> rows) {
        return unread.contains(evidence) ? null : List.copyOf(rows);
    }

    static Leave hours(String from, String to) {
        return new Leave(at(from), at(to), Unit.HOUR, Times.day(from), Times.day(to), null);
    }

    static Leave halfDay(String from, String to) {
        return new Leave(at(from), at(to), Unit.HALF_DAY, Times.day(from), Times.day(to), null);
    }

    static Leave days(String from, String to, @Nullable Double days) {
        return new Leave(at(from), at(to), Unit.DAY, Times.day(from), Times.day(to), days);
    }
}
