package dev.rollcall.benchmark;

import dev.rollcall.absence.Evidence;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The fewest metered calls that can tell who is absent, by the sizes of DingTalk's answers.
 *
 * <p>Of a first roll call of a day, without a sweep ahead:
 *
 * <ul>
 *   <li>the plan: its points by 200 ({@code listschedule}), from 10,000 people on all N of them by 50 ({@code listbyusers});
 *   <li>what each different shift of those due allows, one call each;
 *   <li>the punches of those due, U by 50;
 *   <li>the second look at those without a punch, A by 49, because somebody known to be there proves that an answer is
 *       whole;
 *   <li>their leaves: A by 100, and of each hundred the rows by 20;
 *   <li>one call for each of those still left over whose day carries an approval;
 *   <li>one call for each of those without a punch who are on a flexible shift; no finding says who is, so these are taken
 *       to be as many as were asked about;
 *   <li>from 10,000 people on, instead of that, because the plan does not say whose time was moved either, one call for
 *       each of those left over then.
 * </ul>
 *
 * <p>Of a later one on the same day the same, where only those are asked about whom the earlier one left over: U are those
 * not known to have come in time by DingTalk's own judgement (who was late may be cleared) and one more, who proves the
 * answer; who is known to be excused is asked about punches only; and shifts are known.
 *
 * <p>At a cutoff after a sweep ahead the same, where only those are asked about who were neither there nor not due by it, their
 * plan by 50 a call; whose time was moved is known.
 */
public final class Minimum {
    private static final String ONE_DAY = "/topapi/attendance/schedule/listbyday";

    private final boolean large;
    private final int flexible;
    private final Map<String, Finding> people = new HashMap<>();

    private Minimum(RollCall rollCall) {
        large = rollCall.apiCalls().containsKey("/topapi/attendance/schedule/listbyusers");
        flexible = large ? 0 : rollCall.apiCalls().getOrDefault(ONE_DAY, 0);
        rollCall.departments()
                .forEach(department -> department
                        .findings()
                        .forEach(
                                finding -> people.putIfAbsent(finding.employee().id(), finding)));
    }

    public static int first(RollCall rollCall) {
        Minimum of = new Minimum(rollCall);
        Set<String> due = of.which(finding -> finding.dueAt() != null);
        Set<String> without = of.which(finding -> finding.dueAt() != null && !punched(finding));
        return of.plan() + of.shifts(due) + by(due.size(), 50) + of.secondLook(without);
    }

    /** @param earlier the roll call before it on the same day */
    public static int later(RollCall rollCall, RollCall earlier) {
        Minimum of = new Minimum(rollCall);
        Minimum before = new Minimum(earlier);
        Set<String> asked = of.which(finding -> finding.dueAt() != null);
        asked.removeAll(before.which(Minimum::settled));
        Set<String> without = of.which(finding -> finding.dueAt() != null && !punched(finding));
        without.retainAll(asked);
        without.removeAll(before.which(finding -> finding.standing() == Standing.EXCUSED));
        return of.plan() + by(asked.isEmpty() ? 0 : asked.size() + 1, 50) + of.secondLook(without);
    }

    /** @param swept the sweep, as of the same instant */
    public static int afterSweep(RollCall rollCall, RollCall swept) {
        Minimum of = new Minimum(rollCall);
        Minimum before = new Minimum(swept);
        Set<String> left = of.which(finding -> true);
        left.removeAll(before.which(
                finding -> finding.standing() == Standing.PRESENT || finding.standing() == Standing.NOT_DUE));
        Set<String> due = of.which(finding -> finding.dueAt() != null);
        due.retainAll(left);
        Set<String> without = of.which(finding -> finding.dueAt() != null && !punched(finding));
        without.retainAll(due);
        without.removeAll(before.which(finding -> finding.standing() == Standing.EXCUSED));
        return by(left.size(), 50)
                + by(due.isEmpty() ? 0 : due.size() + 1, 50)
                + by(without.size(), 49)
                + of.leaves(without.stream().sorted().toList())
                + (int) without.stream()
                        .filter(id -> of.finding(id).points().stream().anyMatch(PlanPoint::approval))
                        .count();
    }

    private int plan() {
        int points = people.values().stream()
                .mapToInt(finding -> finding.points().size())
                .sum();
        return large ? by(people.size(), 50) : Math.max(1, by(points, 200));
    }

    private int shifts(Collection<String> due) {
        Set<String> shifts = new HashSet<>();
        due.forEach(id -> finding(id).points().stream()
                .filter(PlanPoint::onDuty)
                .map(PlanPoint::shiftId)
                .forEach(shifts::add));
        return shifts.size();
    }

    private int secondLook(Set<String> without) {
        Set<String> left = new HashSet<>(without);
        left.removeIf(id -> finding(id).standing() == Standing.PRESENT
                || from(finding(id), Evidence.Source.LEAVE)
                || finding(id).standing() == Standing.NOT_DUE);
        int excused = (int) left.stream()
                .filter(id -> from(finding(id), Evidence.Source.APPROVAL))
                .count();
        long approvals = left.stream()
                .filter(id -> from(finding(id), Evidence.Source.APPROVAL)
                        || finding(id).points().stream().anyMatch(PlanPoint::approval))
                .count();
        // Whose time was moved may be due no more.
        int moved = (int) people.values().stream()
                .filter(finding -> !left.contains(finding.employee().id()))
                .filter(finding -> finding.points().stream().anyMatch(point -> point.moved() != null))
                .count();
        return by(without.size(), 49)
                + leaves(without.stream().sorted().toList())
                + flexible
                + (int) approvals
                + (large ? left.size() - excused + moved : 0);
    }

    private int leaves(List<String> people) {
        int chunks = by(people.size(), 100);
        int calls = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            int onLeave =
                    (int) people.subList(people.size() * chunk / chunks, people.size() * (chunk + 1) / chunks).stream()
                            .filter(id -> from(finding(id), Evidence.Source.LEAVE))
                            .count();
            calls += Math.max(1, by(onLeave, 20));
        }
        return calls;
    }

    /** Who is known to have come in time and that DingTalk thinks so too. */
    private static boolean settled(Finding finding) {
        return finding.standing() == Standing.PRESENT
                && punched(finding)
                && !finding.late()
                && finding.evidence().planId() != null;
    }

    private static boolean punched(Finding finding) {
        return from(finding, Evidence.Source.PUNCH) && finding.standing() != Standing.PENDING;
    }

    private static boolean from(Finding finding, Evidence.Source source) {
        return finding.evidence() != null && finding.evidence().source() == source;
    }

    private Finding finding(String id) {
        Finding finding = people.get(id);
        if (finding == null) {
            throw new IllegalStateException(id);
        }
        return finding;
    }

    private Set<String> which(Predicate<Finding> such) {
        Set<String> ids = new HashSet<>();
        people.forEach((id, finding) -> {
            if (such.test(finding)) {
                ids.add(id);
            }
        });
        return ids;
    }

    private static int by(int people, int call) {
        return (people + call - 1) / call;
    }
}
