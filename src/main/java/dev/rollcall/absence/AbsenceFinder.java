package dev.rollcall.absence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One roll call: reads what {@link AbsenceRule} needs, everybody first and then only those left over, and counts.
 *
 * <p>Does I/O through its sources and blocks until they have answered or the run's deadline is over. Throws nothing for
 * what could not be read: the people concerned are unverified, and {@link RollCall#troubles} says why. Thread-safe.
 */
public final class AbsenceFinder {
    private final RosterSource rosters;
    private final AttendanceSource attendance;
    private final KnownDay known;
    private final AbsenceRule rule;
    private final ZoneId zone;
    private final Clock clock;
    private final Executor executor;
    private final RollCallWatch watch;

    /**
     * @param known what earlier roll calls of the day have read
     * @param zone the zone in which the outcome's times are shown
     * @param executor where the sources that do not need each other are read side by side
     * @param watch is told of each roll call
     */
    public AbsenceFinder(
            RosterSource rosters,
            AttendanceSource attendance,
            KnownDay known,
            AbsenceRule rule,
            ZoneId zone,
            Clock clock,
            Executor executor,
            RollCallWatch watch) {
        this.rosters = rosters;
        this.attendance = attendance;
        this.known = known;
        this.rule = rule;
        this.zone = zone;
        this.clock = clock;
        this.executor = executor;
        this.watch = watch;
    }

    /** A finder that nobody watches. */
    public AbsenceFinder(
            RosterSource rosters,
            AttendanceSource attendance,
            KnownDay known,
            AbsenceRule rule,
            ZoneId zone,
            Clock clock,
            Executor executor) {
        this(rosters, attendance, known, rule, zone, clock, executor, (rollCall, took) -> {});
    }

    /** Answers {@code question}; the run's deadline bounds how long that takes. */
    public RollCall find(Question question, Run run) {
        return find(question, run, finished -> {});
    }

    /**
     * The same, of a large company department by department.
     *
     * @param early told departments of which everything is known while others are still being read: none of them twice,
     *     and not all of them. Called on other threads, by one at a time; what it throws fails the roll call
     */
    public RollCall find(Question question, Run run, Consumer<RollCall> early) {
        Duration before = run.deadline().spent();
        RollCall rollCall = read(question, run, early);
        watch.made(rollCall, run.deadline().spent().minus(before));
        return rollCall;
    }

    private RollCall read(Question question, Run run, Consumer<RollCall> early) {
        CompletableFuture<List<Department>> departments =
                CompletableFuture.supplyAsync(() -> rosters.departments(question.departments(), run), executor);
        CompletableFuture<Comparator<Finding>> order =
                CompletableFuture.supplyAsync(ByName::order, executor); // Its first use takes a while.
        boolean swept = known(question).swept().any(question.workDate(), question.asOf());
        CompletableFuture<AfterSweep> left =
                departments.thenApply(found -> left(question, people(found, question.exempt()), swept));
        CompletableFuture<FinishedDepartments> finished =
                left.thenApply(people -> new FinishedDepartments(departments.join(), people.settled(), people.rest()));
        BiConsumer<List<Department>, Map<String, Finding>> tell =
                (whole, theirs) -> early.accept(rollCall(question, whole, theirs, order.join(), run));
        BandReading reading = new BandReading(rosters, part -> reading(question, part), run, executor);
        Map<String, Finding> findings = new HashMap<>(reading.read(
                question.workDate(),
                swept,
                left,
                (some, seen) -> finished.join().add(some, seen, tell)));
        Map<String, Finding> settled = left.join().settled();
        findings.putAll(settled);
        boolean membersKnown = departments.join().stream().allMatch(Department::complete);
        SilenceGuard guard = new SilenceGuard(rosters, attendance, rule, question, run);
        Predicate<String> seen = id -> reading.seen(id) || punched(settled.get(id));
        if (guard.isDataFault(seen, findings, membersKnown)) {
            findings.replaceAll((id, finding) -> finding.unnamed());
        }
        return rollCall(question, departments.join(), findings, order.join(), run);
    }

    private AfterSweep left(Question question, Map<String, Employee> people, boolean swept) {
        Map<String, Finding> before =
                swept ? known(question).swept().of(question.workDate(), question.asOf(), people.keySet()) : Map.of();
        return new AfterSweep(before, people, question.asOf());
    }

    private static boolean punched(@Nullable Finding finding) {
        return finding != null && finding.standing() == Standing.PRESENT;
    }

    /**
     * Asks about everybody of {@code question}, whose instant is still to come: where do they stand as of it, as far as that
     * is known by now? Who is left over, and would be due by now, is looked at too.
     *
     * @param found told people about whom nothing need be asked at that instant, and whose moved times are known; each once,
     *     by several threads
     */
    public void sweep(Question question, Run run, Consumer<Collection<Finding>> found) {
        List<Department> departments = rosters.departments(question.departments(), run);
        Map<String, Employee> people = people(departments, question.exempt());
        Instant now = clock.instant();
        new Sweep(rosters, part -> reading(question, part), run, executor).ask(question.workDate(), people, now, found);
    }

    private Reading reading(Question question, Run run) {
        return new Reading(rosters, attendance, known(question), rule, question, run, executor);
    }

    private KnownDay known(Question question) {
        boolean today = question.workDate().equals(LocalDate.ofInstant(clock.instant(), zone));
        return today ? known : known.over();
    }

    /**
     * Judges people whom a roll call has named once more, as of its instant and by the plan that it had read: who has
     * been cleared since? Everything but the times of the plan is read again, for these people alone.
     *
     * <p>Names nobody who was not named: whoever was not absent before, or is left over and cannot be read completely
     * now, is unverified.
     *
     * @param named their findings; a few of people who were present among them save calls, because they prove that an
     *     answer without the others is whole
     * @param asOf the instant of that roll call
     * @return by user id, each person once and in the sub-department of their first finding
     */
    public Map<String, Finding> again(Collection<Finding> named, Instant asOf, LocalDate workDate, Run run) {
        Question question = new Question(List.of(), List.of(), asOf, workDate, Set.of());
        ReadingAgain again = new ReadingAgain(named);
        again.lookForRequests(rosters, attendance, workDate, run);
        return again.by(reading(question, run));
    }

    /**
     * Who of {@code people} has come after {@code since} and by {@code until}: an accepted punch that DingTalk does not
     * count to an earlier date than {@code workDate}.
     */
    public Since since(LocalDate workDate, Set<String> people, Instant since, Instant until, Run run) {
        if (people.isEmpty()) {
            return new Since(Set.of(), Set.of());
        }
        Set<String> came = new HashSet<>();
        Set<String> unread = new HashSet<>(people);
        attendance.punches(people, since, until, run).forEach((id, punches) -> {
            unread.remove(id);
            boolean punched = punches.stream()
                    .filter(punch -> punch.accepted()
                            && punch.at().isAfter(since)
                            && !punch.at().isAfter(until))
                    .anyMatch(punch ->
                            punch.workDate() == null || !punch.workDate().isBefore(workDate));
            if (punched && people.contains(id)) {
                came.add(id);
            }
        });
        return new Since(came, unread);
    }

    /**
     * What has become of the absent since.
     *
     * @param came user ids of those who have come
     * @param unread user ids of those who could not be read: they may have come
     */
    public record Since(Set<String> came, Set<String> unread) {
        public Since {
            came = Set.copyOf(came);
            unread = Set.copyOf(unread);
        }
    }

    /** {@code department} after one of its people has punched at {@code at}; the same where that changes nothing. */
    DepartmentRollCall punched(DepartmentRollCall department, LocalDate workDate, String userId, Instant at) {
        boolean changed = false;
        List<Finding> findings = new ArrayList<>();
        for (Finding before : department.findings()) {
            Finding after = before.employee().id().equals(userId) ? rule.punched(before, workDate, at) : before;
            changed |= !after.equals(before);
            findings.add(after);
        }
        return changed ? department.with(findings) : department;
    }

    private static Map<String, Employee> people(Collection<Department> departments, Set<String> exempt) {
        Map<String, Employee> people = new LinkedHashMap<>();
        for (Department department : departments) {
            for (Department.Member member : department.members()) {
                if (!exempt.contains(member.employee().id())) {
                    people.putIfAbsent(member.employee().id(), member.employee());
                }
            }
        }
        return people;
    }

    private RollCall rollCall(
            Question question,
            List<Department> departments,
            Map<String, Finding> findings,
            Comparator<Finding> order,
            Run run) {
        List<DepartmentRollCall> outcomes = departments.stream()
                .map(department -> DepartmentRollCall.of(department, findings, order))
                .toList();
        return new RollCall(
                question.asOf(),
                clock.instant(),
                question.workDate(),
                zone,
                outcomes,
                Counts.of(findings.values()),
                run.calls(),
                run.troubles());
    }

    /**
     * What is asked.
     *
     * @param departments which departments, in the order of the answer
     * @param others departments that are configured too but not asked about: only read where everybody asked about is
     *     silent, to tell an absent team from a data fault
     * @param asOf the instant; punches after it do not count
     * @param workDate the work date, which is not always the date of {@code asOf}
     * @param exempt user ids that are never listed
     */
    public record Question(
            List<Department.Wanted> departments,
            List<Department.Wanted> others,
            Instant asOf,
            LocalDate workDate,
            Set<String> exempt) {
        public Question {
            departments = List.copyOf(departments);
            others = List.copyOf(others);
            exempt = Set.copyOf(exempt);
        }
    }
}
