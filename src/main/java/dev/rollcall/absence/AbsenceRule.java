package dev.rollcall.absence;

import dev.rollcall.absence.Evidence.Source;
import dev.rollcall.absence.Presence.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is absent? One person's day in, where they stand out: the rule of section 2 of the product's contract.
 *
 * <p>Pure: no I/O, no clock, no zone; immutable and thread-safe. Presence is never inferred from a row without a punch,
 * and nobody is absent unless everything about them was read.
 */
public final class AbsenceRule {
    private final Duration grace;

    /** A rule that lets people be {@code grace} (zero or more) late before they are due. */
    public AbsenceRule(Duration grace) {
        this.grace = grace;
    }

    /** Where the person of {@code day} stands at {@code asOf}; the sub-department is left empty. */
    public Finding judge(PersonDay day, Instant asOf) {
        Optional<Due> due = due(day, asOf);
        if (due.isEmpty()) {
            return day.planComplete() ? notDue(day) : unverified(day, null, null);
        }
        return judge(day, due.get(), asOf);
    }

    /** Whether somebody with this plan may be due at {@code asOf}, before it is known what the shift allows. */
    boolean mayBeDue(List<PlanPoint> points, Instant asOf) {
        return points.stream()
                .anyMatch(point -> point.onDuty() && point.at().plus(grace).isBefore(asOf));
    }

    private Finding judge(PersonDay day, Due due, Instant asOf) {
        Optional<Arrival> arrival = Presence.of(day, due.point(), asOf);
        if (arrival.isPresent()) {
            return present(day, due, arrival.get());
        }
        if (leftOut(day, asOf)) {
            return notDue(day);
        }
        String planId = due.point().planId();
        Instant clockOut = day.clockOutAfter(due.point());
        Excuses excuses = Excuses.of(day);
        Instant dueAt = excuses.dueAgain(due.at(), clockOut, grace, asOf);
        if (dueAt == null) {
            Evidence excuse = excuses.evidence(planId, due.at(), clockOut, asOf);
            return finding(day, Standing.EXCUSED, due.at(), false, null, excuse);
        }
        if (!readCompletely(day, due)) {
            return unverified(day, dueAt, planId);
        }
        Punch waiting = Presence.awaiting(day, due.point(), asOf).orElse(null);
        if (waiting != null) {
            return finding(day, Standing.PENDING, dueAt, false, waiting.at(), Evidence.of(waiting, day));
        }
        return finding(day, Standing.ABSENT, dueAt, false, null, Evidence.without(Source.NOTHING, planId));
    }

    /**
     * Whether the punches of {@code day}, read some time ago, settle that somebody came in time, so that those of now are
     * not needed. DingTalk must have judged the point that is due, because a judgement that is still to come may be any;
     * in time, because whoever was late may be cleared; and by the time that the point has now, or the clock must agree.
     */
    boolean settled(PersonDay day, Instant asOf) {
        return due(day, asOf)
                .map(due -> Presence.of(day, due.point(), asOf)
                        .map(Arrival::judged)
                        .filter(judged -> inTime(judged, due))
                        .isPresent())
                .orElse(false);
    }

    /**
     * {@code before} after a punch at {@code at} of which nothing else is known yet. Whoever was due and is not known to
     * be there is present if that punch is one of their shift, and late by the clock; everybody else stands as before.
     */
    Finding punched(Finding before, LocalDate workDate, Instant at) {
        Instant due = before.dueAt();
        if (due == null || before.standing() == Standing.PRESENT) {
            return before;
        }
        Punch punch = new Punch(at, null, null, null, null, Punch.Result.OTHER, true);
        PersonDay day = new PersonDay(
                before.employee(),
                workDate,
                before.points(),
                before.planKept(),
                Map.of(),
                null,
                List.of(punch),
                null,
                null,
                null,
                false);
        Instant surelyDue = due.plus(grace).plusMillis(1);
        Finding after = judge(day, at.isAfter(surelyDue) ? at : surelyDue);
        if (after.standing() != Standing.PRESENT) {
            return before;
        }
        Instant last = after.dueAt() != null && after.dueAt().isAfter(due) ? after.dueAt() : due;
        return new Finding(
                before.employee(),
                before.subDepartment(),
                Standing.PRESENT,
                last,
                at.isAfter(last.plus(grace)),
                at,
                before.shiftEnd(),
                after.evidence(),
                before.points());
    }

    private boolean inTime(Punch judged, Due due) {
        boolean unmoved = due.point().at().equals(judged.planned());
        return !judged.result().late()
                && (unmoved || !judged.at().isAfter(due.at().plus(grace)));
    }

    private Finding present(PersonDay day, Due due, Arrival arrival) {
        Punch first = arrival.first();
        boolean late = arrival.judged() != null
                ? arrival.judged().result().late()
                : due.termsKnown()
                        && due.minutesKnown()
                        && first.at().isAfter(due.at().plus(grace));
        return finding(day, Standing.PRESENT, due.at(), late, first.at(), Evidence.of(first, day));
    }

    /** New people who have not punched yet are not held to a plan that they may not know. */
    private static boolean leftOut(PersonDay day, Instant asOf) {
        boolean isNew =
                day.employee().hiredOn() != null && !day.employee().hiredOn().isBefore(day.workDate());
        return isNew
                && day.punches() != null
                && day.punches().stream().allMatch(punch -> punch.at().isAfter(asOf));
    }

    private static boolean readCompletely(PersonDay day, Due due) {
        return day.planComplete()
                && due.termsKnown()
                && due.minutesKnown()
                && day.punches() != null
                && day.results() != null
                && day.leaves() != null
                && (!day.approvalsNeeded() || day.approvals() != null);
    }

    private static Finding notDue(PersonDay day) {
        return finding(day, Standing.NOT_DUE, null, false, null, null);
    }

    private static Finding unverified(PersonDay day, @Nullable Instant dueAt, @Nullable String planId) {
        return finding(day, Standing.UNVERIFIED, dueAt, false, null, Evidence.without(Source.UNREAD, planId));
    }

    private static Finding finding(
            PersonDay day,
            Standing standing,
            @Nullable Instant dueAt,
            boolean late,
            @Nullable Instant punchedAt,
            @Nullable Evidence evidence) {
        return new Finding(
                day.employee(), "", standing, dueAt, late, punchedAt, day.shiftEnd(), evidence, day.points());
    }

    /** The latest clock-in that is due: with several in a day it alone decides. */
    private Optional<Due> due(PersonDay day, Instant asOf) {
        List<Due> due = new ArrayList<>();
        Map<String, List<PlanPoint>> byShift = day.points().stream()
                .filter(PlanPoint::onDuty)
                .collect(java.util.stream.Collectors.groupingBy(PlanPoint::shiftId));
        byShift.forEach((shiftId, points) -> {
            for (int index = 0; index < points.size(); index++) {
                dueAt(day, points.get(index), index, asOf).ifPresent(due::add);
            }
        });
        return due.stream()
                .max(java.util.Comparator.comparing(one -> one.point().at()));
    }

    private Optional<Due> dueAt(PersonDay day, PlanPoint point, int index, Instant asOf) {
        Shift shift = day.shifts().get(point.shiftId());
        if (shift != null && shift.free(index)) {
            return Optional.empty();
        }
        boolean flexible = shift != null && shift.flexible();
        Duration minutes = !flexible || day.flexible() == null
                ? Duration.ZERO
                : day.flexible().getOrDefault(String.valueOf(point.planId()), Duration.ZERO);
        Due due = new Due(point, point.at().plus(minutes), shift != null, !flexible || minutesKnown(day));
        return Stream.of(due).filter(one -> one.at().plus(grace).isBefore(asOf)).findFirst();
    }

    /** Minutes of other points alone were read of a plan that has been swapped since: they say nothing of this one. */
    private static boolean minutesKnown(PersonDay day) {
        Map<String, Duration> minutes = day.flexible();
        return minutes != null
                && day.points().stream().anyMatch(point -> minutes.containsKey(String.valueOf(point.planId())));
    }

    /**
     * A clock-in that is due.
     *
     * @param at its time, as moved and with the flexible minutes as far as they are known
     * @param termsKnown whether it could be read what the shift allows
     * @param minutesKnown false for a flexible shift whose minutes were not read
     */
    private record Due(PlanPoint point, Instant at, boolean termsKnown, boolean minutesKnown) {}
}
