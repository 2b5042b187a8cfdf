package dev.rollcall.absence;

import dev.rollcall.absence.AbsenceFinder.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Is it that nobody came, or that nothing arrived? Ten or more people due over all configured departments without one
 * punch or result among them is a data fault.
 *
 * <p>Where only some departments were asked about and all of their people are silent, the others are read too, fifty
 * at a time, until somebody there has punched.
 */
final class SilenceGuard {
    private static final int MANY = 10;
    private static final int AT_ONCE = 50;
    private static final Duration BEFORE_SHIFT = Duration.ofHours(4);

    private final RosterSource rosters;
    private final AttendanceSource attendance;
    private final AbsenceRule rule;
    private final Question question;
    private final Run run;

    SilenceGuard(RosterSource rosters, AttendanceSource attendance, AbsenceRule rule, Question question, Run run) {
        this.rosters = rosters;
        this.attendance = attendance;
        this.rule = rule;
        this.question = question;
        this.run = run;
    }

    /**
     * Whether the silence of everybody in {@code findings} cannot be taken for absence; notes it in the run.
     *
     * @param seen whether a punch or a result of somebody was seen
     * @param membersKnown false where members are missing who may make ten
     */
    boolean isDataFault(Predicate<String> seen, Map<String, Finding> findings, boolean membersKnown) {
        List<Finding> due = findings.values().stream()
                .filter(finding -> finding.standing() != Standing.NOT_DUE)
                .toList();
        boolean silent = due.stream().anyMatch(finding -> finding.standing() == Standing.ABSENT)
                && due.stream()
                        .noneMatch(finding -> seen.test(finding.employee().id()));
        if (!silent) {
            return false;
        }
        boolean fault = question.others().isEmpty()
                ? due.size() >= MANY || !membersKnown
                : othersAreSilent(due.size(), findings.keySet(), membersKnown);
        if (fault) {
            run.trouble(new SourceException(
                    SourceException.Reason.IMPLAUSIBLE,
                    true,
                    "Cannot tell who is absent: people are due, and DingTalk shows no punch of anybody."
                            + " That is a data fault, not mass absence; nobody is named"));
        }
        return fault;
    }

    private boolean othersAreSilent(int askedDue, Set<String> asked, boolean askedKnown) {
        List<Department> others = rosters.departments(question.others(), run);
        Set<String> people = new TreeSet<>();
        others.forEach(department -> department
                .members()
                .forEach(member -> people.add(member.employee().id())));
        people.removeAll(asked);
        people.removeAll(question.exempt());
        boolean known = askedKnown && others.stream().allMatch(Department::complete);
        Roster roster = rosters.roster(question.workDate(), people, run);
        List<String> due = people.stream()
                .filter(id -> rule.mayBeDue(roster.of(id), question.asOf()))
                .toList();
        if (askedDue + due.size() < MANY && known && roster.unread().isEmpty()) {
            return false;
        }
        return !somebodyPunched(due, roster);
    }

    private boolean somebodyPunched(List<String> due, Roster roster) {
        for (int from = 0; from < due.size(); from += AT_ONCE) {
            Collection<String> some = new ArrayList<>(due.subList(from, Math.min(due.size(), from + AT_ONCE)));
            Instant since = roster.begin(some).orElse(question.asOf()).minus(BEFORE_SHIFT);
            boolean punched = attendance.punches(some, since, question.asOf(), run).values().stream()
                    .anyMatch(list -> !list.isEmpty());
            if (punched) {
                return true;
            }
        }
        return false;
    }
}
