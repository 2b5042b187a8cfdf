package dev.rollcall.absence;

import dev.rollcall.absence.AbsenceFinder.Question;
import dev.rollcall.absence.AttendanceSource.Results;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one roll call, read in the order that asks the fewest questions: plan, punches of those who may be
 * due and are not known to have come, and everything else only for those left over. Used by one thread.
 */
final class Reading {
    private static final Duration BEFORE_SHIFT = Duration.ofHours(4);

    /** People known to be there who are put among those asked again. */
    private static final int WITNESSES = 3;

    private final RosterSource rosters;
    private final AttendanceSource attendance;
    private final AbsenceRule rule;
    private final Question question;
    private final Run run;
    private final Executor executor;

    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private Map<String, Employee> people = Map.of();
    private Roster roster = new Roster(Map.of(), Set.of());
    private Map<String, Shift> shifts = Map.of();
    private final PunchReading punches;
    private final LeaveReading excuses;
    private Map<String, Results> results = Map.of();
    private Instant dueBefore = Instant.MAX;
    private final Map<String, Map<String, Duration>> flexible = new HashMap<>();

    Reading(
            RosterSource rosters,
            AttendanceSource attendance,
            KnownDay known,
            AbsenceRule rule,
            Question question,
            Run run,
            Executor executor) {
        this.rosters = rosters;
        this.attendance = attendance;
        this.rule = rule;
        this.question = question;
        this.run = run;
        this.executor = executor;
        this.punches = new PunchReading(attendance, known.punches(), question, run);
        this.excuses = new LeaveReading(known.leaves(), question);
    }

    /** Where each of {@code people} stands by a plan that is known, by user id. */
    Map<String, Finding> read(Map<String, Employee> people, Roster plan) {
        begin(people, plan, Map.of(), Set.of());
        return finish();
    }

    /**
     * Reads the punches of {@code people}.
     *
     * @param moves the points of people whose moved times are known, by user id; not taken of those on flexible shifts
     * @param witnesses those of them who have surely punched: they are asked about, whatever is known of them
     * @return whether what was read now proves itself: nobody was asked about, or it shows a punch of somebody, and of a
     *     witness where there are any
     */
    boolean begin(
            Map<String, Employee> people, Roster plan, Map<String, List<PlanPoint>> moves, Set<String> witnesses) {
        roster = plan;
        this.people = people;
        readShifts();
        roster = roster.moved(moves, id -> !onFlexibleShift(id));
        judge(people.keySet());
        recallExcuses(ids(this::maybeDue));
        return readPunches(ids(this::maybeDue), witnesses);
    }

    /** Reads everything else, of those left over. */
    Map<String, Finding> finish() {
        return finish(Instant.MAX);
    }

    /** The same, of those of them who were due before {@code now}. */
    Map<String, Finding> finish(Instant now) {
        dueBefore = now;
        readLeftOver(ids(this::leftOver), ids(this::lateByTheClock));
        readApprovals(ids(finding -> leftOver(finding) && carriesApproval(finding.employee())));
        readTimes();
        excuses.remember(ids(finding -> finding.standing() == Standing.EXCUSED));
        return findings;
    }

    /** Where everybody stands by what has been read so far. */
    Collection<Finding> soFar() {
        return List.copyOf(findings.values());
    }

    /** Whether a punch of {@code id} was seen. */
    boolean punched(String id) {
        return punches.any(id, punch -> true);
    }

    /** Whether a punch or a result of {@code id} was seen. */
    boolean seen(String id) {
        Results result = results.get(id);
        return punched(id) || (result != null && !result.punches().isEmpty());
    }

    private void readShifts() {
        Set<String> shiftIds = people.keySet().stream()
                .map(roster::of)
                .filter(points -> rule.mayBeDue(points, question.asOf()))
                .flatMap(List::stream)
                .filter(PlanPoint::onDuty)
                .map(PlanPoint::shiftId)
                .collect(Collectors.toSet());
        if (!shiftIds.isEmpty()) {
            shifts = rosters.shifts(shiftIds, question.workDate(), run);
        }
    }

    /** Whoever is known to be excused is asked about punches only. */
    private void recallExcuses(Set<String> maybeDue) {
        excuses.recall(maybeDue);
        judge(maybeDue);
        Set<String> excused = ids(finding -> finding.standing() == Standing.EXCUSED);
        judge(excuses.keepOnly(excused::contains));
    }

    /**
     * Of whoever is known to have come in time nothing is read again, but for one of them: who must be in the answer, or
     * it says nothing of the others either.
     */
    private boolean readPunches(Set<String> maybeDue, Set<String> witnesses) {
        punches.recall(maybeDue);
        Set<String> asked = new HashSet<>(maybeDue);
        asked.removeIf(id -> witnesses.contains(id) || rule.settled(day(employee(id)), question.asOf()));
        boolean proved = asked.isEmpty();
        if (!asked.isEmpty()) {
            asked.addAll(witnesses);
        }
        punches.keepOnly(id -> !asked.contains(id));
        if (!asked.isEmpty()) {
            asked.addAll(punches.witnesses(roster, 1));
            Set<String> shown = punches.read(asked, since(asked));
            proved = shown.stream().anyMatch(id -> witnesses.isEmpty() || witnesses.contains(id));
        }
        judge(maybeDue);
        Set<String> present = ids(finding -> finding.standing() == Standing.PRESENT);
        present.retainAll(asked);
        punches.remember(present);
        return proved;
    }

    /** The second look also goes to those whom only the clock calls late: DingTalk's judgement may be another. */
    private void readLeftOver(Set<String> people, Set<String> unjudged) {
        Set<String> again = new HashSet<>(people);
        again.addAll(unjudged);
        if (again.isEmpty()) {
            return;
        }
        var secondLook =
                aside(() -> attendance.results(again, question.workDate(), punches.witnesses(roster, WITNESSES), run));
        if (!people.isEmpty()) {
            Instant end = roster.end(people).filter(question.asOf()::isBefore).orElse(question.asOf());
            var onLeave = aside(() -> attendance.leaves(people, since(people), end, run));
            // Of the movable the same answer tells what they may move to, and is asked for later and of fewer.
            Set<String> onFlexibleShifts = people.stream()
                    .filter(id -> !roster.movable().contains(id) && onFlexibleShift(id))
                    .collect(Collectors.toSet());
            if (!onFlexibleShifts.isEmpty()) {
                flexible.putAll(rosters.flexibleTime(question.workDate(), onFlexibleShifts, run));
            }
            excuses.tookLeaves(onLeave.join());
        }
        results = secondLook.join();
        judge(again);
        judge(results.keySet()); // Of the witnesses too.
    }

    private void readTimes() {
        Set<String> movable = ids(this::leftOver);
        movable.retainAll(roster.movable());
        if (!movable.isEmpty()) {
            Map<String, RosterSource.DayTimes> times = rosters.times(question.workDate(), movable, run);
            roster = roster.withTimes(movable, times);
            times.forEach((id, own) -> {
                flexible.put(id, own.flexible());
                if (own.flexible().isEmpty() && onFlexibleShift(id)) {
                    run.trouble(new SourceException(
                            SourceException.Reason.IMPLAUSIBLE,
                            true,
                            "Cannot read the minutes of a flexible shift: the day's answer is without them; whoever"
                                    + " is on it is not named"));
                }
            });
            judge(movable);
        }
    }

    private void readApprovals(Set<String> unexplained) {
        if (!unexplained.isEmpty()) {
            excuses.tookApprovals(attendance.approvals(unexplained, question.workDate(), run));
            judge(unexplained);
        }
    }

    private <T> CompletableFuture<T> aside(java.util.function.Supplier<T> read) {
        return CompletableFuture.supplyAsync(read, executor);
    }

    private Instant since(Collection<String> people) {
        return roster.begin(people).orElse(question.asOf()).minus(BEFORE_SHIFT);
    }

    private boolean onFlexibleShift(String id) {
        return roster.of(id).stream()
                .map(point -> shifts.get(point.shiftId()))
                .anyMatch(shift -> shift != null && shift.flexible());
    }

    private boolean maybeDue(Finding finding) {
        return finding.standing() != Standing.NOT_DUE && finding.dueAt() != null;
    }

    private boolean leftOver(Finding finding) {
        return finding.dueAt() != null
                && finding.dueAt().isBefore(dueBefore)
                && finding.standing() != Standing.PRESENT
                && finding.standing() != Standing.NOT_DUE
                && finding.standing() != Standing.EXCUSED;
    }

    boolean lateByTheClock(Finding finding) {
        return finding.late()
                && !punches.any(finding.employee().id(), punch -> punch.result().late());
    }

    private boolean carriesApproval(Employee employee) {
        Results result = results.get(employee.id());
        return roster.of(employee.id()).stream().anyMatch(PlanPoint::approval) || (result != null && result.approval());
    }

    private Set<String> ids(Predicate<Finding> which) {
        Set<String> ids = new HashSet<>();
        findings.forEach((id, finding) -> {
            if (which.test(finding)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Judges those of {@code ids} who are asked about by all that has been read so far. */
    private void judge(Collection<String> ids) {
        for (String id : ids) {
            if (people.containsKey(id)) {
                findings.put(id, rule.judge(day(employee(id)), question.asOf()));
            }
        }
    }

    private Employee employee(String id) {
        return Objects.requireNonNull(people.get(id), id);
    }

    private PersonDay day(Employee employee) {
        String id = employee.id();
        @Nullable Results result = results.get(id);
        List<PlanPoint> points = roster.of(id);
        return new PersonDay(
                employee,
                question.workDate(),
                points,
                roster.complete(id),
                shifts,
                flexible.get(id),
                punches.of(id),
                result == null ? null : new ArrayList<>(result.punches()),
                excuses.leaves(id),
                excuses.approvals(id),
                carriesApproval(employee));
    }
}
