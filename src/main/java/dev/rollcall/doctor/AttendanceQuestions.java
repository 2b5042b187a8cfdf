package dev.rollcall.doctor;

import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.Roster;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.Refused;
import dev.rollcall.dingtalk.Trial;
import dev.rollcall.dingtalk.Trials;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Asks once for each kind of data about attendance: the plan first, because it says whom the rest can be about. Six
 * metered calls as a rule, two more where a whole company's plan is refused or where some have no result.
 */
final class AttendanceQuestions {
    /** Half of what one call takes: where their answer is empty, as many others are asked about. */
    private static final int PEOPLE = 25;

    /** DingTalk answers for seven dates at most, today included. */
    private static final int DAYS_BACK = 6;

    private final Patient patient;
    private final Trials trials;
    private final Run run;
    private final Instant now;
    private final LocalDate today;
    private final Executor executor;

    AttendanceQuestions(Patient patient, Trials trials, Run run, Instant now, Executor executor) {
        this.patient = patient;
        this.trials = trials;
        this.run = run;
        this.now = now;
        this.today = LocalDate.ofInstant(now, patient.zone());
        this.executor = executor;
    }

    /** What there is where nothing was asked, because of {@code reason}. */
    static Attendance unasked(Instant now, Reason reason) {
        Refused why = new Refused(reason, "", "", "");
        return new Attendance(
                now,
                Trial.refused(why),
                Attendance.NO_PLAN,
                List.of(),
                false,
                Trial.refused(why),
                Trial.refused(why),
                Trial.refused(why),
                Trial.refused(why),
                List.of(Trial.refused(why)));
    }

    /** Begins to ask; whom, is also said by {@code contacts}. */
    CompletableFuture<Attendance> ask(CompletableFuture<Map<Long, Seen>> contacts) {
        return begun(() -> trials.plan(today, run)).thenCombineAsync(contacts, this::ask, executor);
    }

    private Attendance ask(Trial<Roster> plan, Map<Long, Seen> contacts) {
        List<String> members = contacts.values().stream()
                .flatMap(one -> one.people().stream())
                .distinct()
                .sorted()
                .toList();
        Optional<Trial<Roster>> byPeople = large(plan) && !members.isEmpty()
                ? Optional.of(trials.planOf(first(members), today, run))
                : Optional.empty();
        Roster roster = plan.answer().or(() -> byPeople.flatMap(Trial::answer)).orElse(Attendance.NO_PLAN);
        List<String> planned = roster.points().keySet().stream().sorted().toList();
        List<String> known = planned.isEmpty() ? members : planned;
        List<String> asked = known.isEmpty() ? List.of(somebody()) : first(known);
        CompletableFuture<Trial<Integer>> punches =
                begun(() -> trials.punches(asked, now.minus(Duration.ofDays(DAYS_BACK)), now, run));
        CompletableFuture<Trial<Integer>> results = begun(() -> results(asked, planned));
        CompletableFuture<Trial<Boolean>> leave = begun(() -> trials.leave(asked, today, run));
        CompletableFuture<Trial<Boolean>> day = begun(() -> trials.day(asked.get(0), today, run));
        List<Trial<?>> operator = new ArrayList<>(byPeople.stream().toList());
        operator(roster, known).ifPresent(operator::add);
        return new Attendance(
                now,
                plan,
                roster,
                asked,
                !known.isEmpty(),
                punches.join(),
                results.join(),
                leave.join(),
                day.join(),
                operator);
    }

    /** One wrong id may empty a whole answer (DingTalk 0195): then others are asked about too. */
    private Trial<Integer> results(List<String> asked, List<String> planned) {
        LocalDate first = today.minusDays(DAYS_BACK);
        Trial<Integer> results = trials.results(asked, first, today, run);
        List<String> others =
                planned.stream().filter(id -> !asked.contains(id)).limit(PEOPLE).toList();
        boolean empty = results.answer().filter(number -> number == 0).isPresent();
        return empty && !others.isEmpty() ? trials.results(others, first, today, run) : results;
    }

    private Optional<Trial<Boolean>> operator(Roster roster, List<String> known) {
        Optional<String> shift = roster.points().values().stream()
                .flatMap(List::stream)
                .map(PlanPoint::shiftId)
                .min(String::compareTo);
        if (shift.isPresent() && patient.dingtalk().shiftSettings()) {
            return Optional.of(trials.shift(shift.get(), run));
        }
        return known.stream().findFirst().map(person -> trials.dayPlan(person, today, run));
    }

    /** DingTalk refuses a whole company's plan from 10,000 people on [KB 0209]. */
    private static boolean large(Trial<Roster> plan) {
        return plan.refused().filter(why -> why.reason() == Reason.REFUSED).isPresent();
    }

    /** Of nobody at all an answer is empty, which tells as much about permissions. */
    private String somebody() {
        return patient.admins().stream().findFirst().orElse(patient.dingtalk().opUserId());
    }

    private static List<String> first(List<String> people) {
        return people.stream().limit(PEOPLE).toList();
    }

    private <T> CompletableFuture<T> begun(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, executor);
    }
}
