package dev.rollcall.absence;

import static dev.rollcall.absence.Times.at;

import dev.rollcall.absence.AbsenceFinder.Question;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A company in memory behind both ports: it knows everybody's day, and remembers who was asked about and for what. */
final class Company implements RosterSource, AttendanceSource {
    /** What a port is asked for. */
    enum Ask {
        ROSTER,
        SHIFTS,
        MINUTES,
        TIMES,
        PUNCHES,
        RESULTS,
        LEAVES,
        APPROVALS
    }

    private final Map<Long, Map<String, String>> departments = new LinkedHashMap<>();
    private final Map<String, PersonDay> days = new TreeMap<>();
    private final Map<Long, String> partial = new HashMap<>();
    private final Set<String> strangers = new HashSet<>();
    private final Map<Ask, List<Set<String>>> asked = new HashMap<>();
    private final Set<Long> read = new TreeSet<>();
    private final List<List<String>> witnesses = new ArrayList<>();
    private final Set<String> approvalInResults = new HashSet<>();
    private final Map<String, List<Missed>> missing = new HashMap<>();
    private BiPredicate<Ask, String> unreadable = (ask, id) -> false;
    private KnownDay known = KnownDay.NOTHING;
    private BiPredicate<Ask, Collection<String>> blank = (ask, ids) -> false;
    private int bandSize = Integer.MAX_VALUE;
    private boolean few = true;
    private boolean movable;

    /** Puts somebody into a department, directly below it. */
    Company with(long department, Day day) {
        return with(department, "", day);
    }

    Company with(long department, String subDepartment, Day day) {
        PersonDay built = day.build();
        departments
                .computeIfAbsent(department, id -> new LinkedHashMap<>())
                .put(built.employee().id(), subDepartment);
        days.put(built.employee().id(), built);
        return this;
    }

    /** {@code count} people of {@code department} whose shift began at nine and who have not punched. */
    Company silent(long department, int count) {
        for (int number = 1; number <= count; number++) {
            with(
                    department,
                    Day.of(person("silent" + department + "-" + number)).shift("09:00", "18:00"));
        }
        return this;
    }

    /** {@code count} people of {@code department} who came at 08:50. */
    Company present(long department, int count) {
        for (int number = 1; number <= count; number++) {
            with(
                    department,
                    Day.of(person("in" + department + "-" + number))
                            .shift("09:00", "18:00")
                            .tied("08:50", "P1"));
        }
        return this;
    }

    /** Somebody in the plan who is in no department: has left, or is inactive. */
    Company stranger(Day day) {
        PersonDay built = day.build();
        days.put(built.employee().id(), built);
        strangers.add(built.employee().id());
        return this;
    }

    Company partial(long department) {
        partial.put(department, "a page of members could not be read");
        return this;
    }

    /** What cannot be read of whom. */
    Company unreadable(BiPredicate<Ask, String> what) {
        unreadable = what;
        return this;
    }

    /** Whose results carry an approval that the plan does not show. */
    Company approvalInResults(String id) {
        approvalInResults.add(id);
        return this;
    }

    /** At which points of the plan DingTalk says that somebody has no punch. */
    Company missing(String id, String... planIds) {
        missing.put(
                id,
                day(id).points().stream()
                        .filter(point -> List.of(planIds).contains(point.planId()))
                        .map(point -> new Missed(point.planId(), point.onDuty(), point.planned(), false))
                        .toList());
        return this;
    }

    /** Answers that show nothing of anybody. */
    Company blank(BiPredicate<Ask, Collection<String>> which) {
        blank = which;
        return this;
    }

    /** Whose plans come by so many people at a time. */
    Company inBandsOf(int size) {
        bandSize = size;
        return this;
    }

    /** What earlier roll calls are remembered by. */
    Company remembering(KnownPunches memory) {
        known = new KnownDay(memory, known.leaves(), known.swept());
        return this;
    }

    /** Likewise, of who was excused. */
    Company remembering(KnownLeaves memory) {
        known = new KnownDay(known.punches(), memory, known.swept());
        return this;
    }

    /** Likewise, of sweeps. */
    Company remembering(SweptPeople memory) {
        known = new KnownDay(known.punches(), known.leaves(), memory);
        return this;
    }

    /** Does not answer questions about the plan of a few. */
    Company answeringNoFew() {
        few = false;
        return this;
    }

    /** Somebody's day is another one from now on. */
    Company now(Day day) {
        PersonDay built = day.build();
        days.put(built.employee().id(), built);
        return this;
    }

    /** Whose moved times the plan does not show: these are asked for one by one. */
    Company movable() {
        movable = true;
        return this;
    }

    /** Forgets who was asked about. */
    Company askedNothing() {
        asked.clear();
        witnesses.clear();
        return this;
    }

    static Employee person(String id) {
        return new Employee(id, id, null);
    }

    /** Everybody asked for {@code what}, over all calls. */
    Set<String> asked(Ask what) {
        return calls(what).stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    List<Set<String>> calls(Ask what) {
        return asked.getOrDefault(what, List.of());
    }

    Set<Long> departmentsRead() {
        return read;
    }

    List<List<String>> witnesses() {
        return witnesses;
    }

    /** Asks about all departments. */
    RollCall find(String asOf) {
        return find(asOf, question -> question);
    }

    RollCall find(String asOf, java.util.function.UnaryOperator<Question> change) {
        Question all = new Question(wanted(departments.keySet()), List.of(), at(asOf), Cast.TODAY, Set.of());
        return find(change.apply(all), Duration.ZERO);
    }

    /** Asks about all departments, and tells {@code early} which are finished before the others. */
    RollCall findEarly(String asOf, Consumer<RollCall> early) {
        Question all = new Question(wanted(departments.keySet()), List.of(), at(asOf), Cast.TODAY, Set.of());
        return finder(all.asOf(), Duration.ZERO).find(all, run(), early);
    }

    RollCall find(Question question, Duration grace) {
        return finder(question.asOf(), grace).find(question, run());
    }

    AbsenceFinder finder(Instant asOf, Duration grace) {
        Clock clock = Clock.fixed(asOf.plusSeconds(12), Times.ZONE);
        return new AbsenceFinder(this, this, known, new AbsenceRule(grace), Times.ZONE, clock, Runnable::run);
    }

    static Run run() {
        return new Run(Deadline.in(Duration.ofMinutes(1), Waiting.real()));
    }

    /** The same question about some departments, with the rest of the company behind it. */
    Question restricted(Question question, Long... ids) {
        Set<Long> rest = new TreeSet<>(departments.keySet());
        rest.removeAll(Set.of(ids));
        return new Question(
                wanted(List.of(ids)), wanted(rest), question.asOf(), question.workDate(), question.exempt());
    }

    static Question exempting(Question question, String... ids) {
        return new Question(
                question.departments(), question.others(), question.asOf(), question.workDate(), Set.of(ids));
    }

    private static List<Department.Wanted> wanted(Collection<Long> ids) {
        return ids.stream()
                .map(id -> new Department.Wanted(id, "部门" + id, false))
                .toList();
    }

    @Override
    public List<Department> departments(List<Department.Wanted> wanted, Run run) {
        return wanted.stream().map(this::department).toList();
    }

    private Department department(Department.Wanted wanted) {
        read.add(wanted.id());
        List<Department.Member> members = departments.getOrDefault(wanted.id(), Map.of()).entrySet().stream()
                .map(entry -> new Department.Member(day(entry.getKey()).employee(), entry.getValue()))
                .toList();
        return new Department(
                wanted.id(), wanted.name(), members, !partial.containsKey(wanted.id()), true, List.of("lead"));
    }

    private PersonDay day(String id) {
        PersonDay day = days.get(id);
        if (day == null) {
            throw new AssertionError("asked about " + id + ", who does not exist");
        }
        return day;
    }

    private List<String> readable(Ask what, Collection<String> people) {
        Set<String> once = new TreeSet<>(people);
        asked.computeIfAbsent(what, key -> new ArrayList<>()).add(once);
        if (once.size() != people.size()) {
            throw new AssertionError("somebody is asked about twice in one call: " + people);
        }
        return once.stream().filter(id -> !unreadable.test(what, id)).toList();
    }

    @Override
    public Roster roster(LocalDate workDate, Collection<String> people, Run run) {
        Set<String> known = new HashSet<>(readable(Ask.ROSTER, people));
        Set<String> unread = people.stream().filter(id -> !known.contains(id)).collect(Collectors.toSet());
        known.addAll(strangers);
        if (blank.test(Ask.ROSTER, people)) {
            known.clear();
        }
        Map<String, List<PlanPoint>> points = known.stream()
                .filter(id -> !day(id).points().isEmpty())
                .collect(Collectors.toMap(
                        id -> id,
                        id -> day(id).points().stream()
                                .map(point -> movable ? unmoved(point) : point)
                                .toList()));
        return new Roster(points, unread, movable ? points.keySet() : Set.of());
    }

    private static PlanPoint unmoved(PlanPoint point) {
        return new PlanPoint(point.planId(), point.onDuty(), point.planned(), null, point.shiftId(), point.approval());
    }

    @Override
    public void bands(
            LocalDate workDate,
            CompletableFuture<? extends Collection<String>> people,
            Run run,
            BiConsumer<Set<String>, Roster> each) {
        List<String> sorted = people.join().stream().sorted().toList();
        for (int from = 0; from < sorted.size(); from += Math.min(bandSize, sorted.size())) {
            List<String> band = sorted.subList(from, (int) Math.min(sorted.size(), (long) from + bandSize));
            each.accept(Set.copyOf(band), roster(workDate, band, run));
        }
    }

    @Override
    public boolean few(
            LocalDate workDate,
            Collection<String> people,
            Set<String> planned,
            int all,
            Run run,
            BiConsumer<Set<String>, Roster> each) {
        if (few && !people.isEmpty()) {
            each.accept(Set.copyOf(people), roster(workDate, people, run));
        }
        return few;
    }

    @Override
    public Map<String, DayTimes> times(LocalDate workDate, Collection<String> people, Run run) {
        Map<String, DayTimes> times = new HashMap<>();
        for (String id : readable(Ask.TIMES, people)) {
            Map<String, Instant> at = new HashMap<>();
            day(id).points().forEach(point -> at.put(String.valueOf(point.planId()), point.at()));
            Map<String, Duration> own = day(id).flexible();
            times.put(id, new DayTimes(at, own == null ? Map.of() : own));
        }
        return times;
    }

    @Override
    public Map<String, Shift> shifts(Set<String> shiftIds, LocalDate today, Run run) {
        readable(Ask.SHIFTS, shiftIds);
        Map<String, Shift> shifts = new HashMap<>();
        days.values()
                .forEach(day -> day.shifts().forEach((id, shift) -> {
                    if (shiftIds.contains(id) && !unreadable.test(Ask.SHIFTS, id)) {
                        shifts.merge(id, shift, (one, other) -> one.flexible() || one.free(0) ? one : other);
                    }
                }));
        return shifts;
    }

    @Override
    public Map<String, Map<String, Duration>> flexibleTime(LocalDate workDate, Collection<String> people, Run run) {
        Map<String, Map<String, Duration>> minutes = new HashMap<>();
        for (String id : readable(Ask.MINUTES, people)) {
            Map<String, Duration> own = day(id).flexible();
            if (own != null) {
                minutes.put(id, own);
            }
        }
        return minutes;
    }

    @Override
    public Map<String, List<Punch>> punches(Collection<String> people, Instant from, Instant to, Run run) {
        boolean nothing = blank.test(Ask.PUNCHES, people);
        return readable(Ask.PUNCHES, people).stream()
                .filter(id -> day(id).punches() != null)
                .collect(Collectors.toMap(id -> id, id -> nothing ? List.of() : between(day(id).punches(), from, to)));
    }

    private static List<Punch> between(
            @org.jspecify.annotations.Nullable List<Punch> punches, Instant from, Instant to) {
        List<Punch> all = punches == null ? List.of() : punches;
        return all.stream()
                .filter(punch -> !punch.at().isBefore(from) && !punch.at().isAfter(to))
                .sorted(Comparator.comparing(Punch::at))
                .toList();
    }

    @Override
    public Map<String, Results> results(
            Collection<String> people, LocalDate workDate, List<String> witnessed, Run run) {
        witnesses.add(List.copyOf(witnessed));
        Map<String, Results> results = new HashMap<>();
        for (String id : readable(Ask.RESULTS, people)) {
            List<Punch> own = day(id).results();
            if (own != null) {
                results.put(id, new Results(own, approvalInResults.contains(id), missing.getOrDefault(id, List.of())));
            }
        }
        return results;
    }

    @Override
    public Map<String, List<Leave>> leaves(Collection<String> people, Instant from, Instant to, Run run) {
        Map<String, List<Leave>> leaves = new HashMap<>();
        for (String id : readable(Ask.LEAVES, people)) {
            List<Leave> own = day(id).leaves();
            if (own != null) {
                leaves.put(id, own);
            }
        }
        return leaves;
    }

    @Override
    public Map<String, List<Leave>> approvals(Set<String> people, LocalDate workDate, Run run) {
        Map<String, List<Leave>> approvals = new HashMap<>();
        for (String id : readable(Ask.APPROVALS, people)) {
            List<Leave> own = day(id).approvals();
            if (own != null) {
                approvals.put(id, own);
            }
        }
        return approvals;
    }
}
