package dev.rollcall.simulator;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A generated company: its contacts, what each person does on the one work date, and its own book of who is absent.
 *
 * <p>Immutable and safe for use by many threads. The facts are written down when it is generated; the APIs of
 * {@link DingTalkSimulator} show rows made from them, {@link #bookAt} reads them directly.
 */
public final class SimulatedCompany {
    private final CompanyPlan plan;
    private final DepartmentTree tree;
    private final Shifts shifts;
    private final Instant shiftStart;
    private final List<Person> people;
    private final Map<String, Person> byId = new LinkedHashMap<>();
    private final List<SimulatedDepartment> robots;
    private final Map<Long, List<Person>> members = new LinkedHashMap<>();
    private final List<Person> watched;
    private final String hrUserId;
    private final String adminUserId;
    private final Plans plans;
    private final Conversations conversations;
    private final Map<LocalDate, SimulatedCompany> past = new ConcurrentHashMap<>();

    SimulatedCompany(
            CompanyPlan plan,
            DepartmentTree tree,
            Shifts shifts,
            Instant shiftStart,
            List<Person> people,
            List<SimulatedDepartment> robots,
            String hrUserId,
            String adminUserId) {
        this.plan = plan;
        this.tree = tree;
        this.shifts = shifts;
        this.shiftStart = shiftStart;
        this.people = List.copyOf(people);
        this.robots = List.copyOf(robots);
        this.hrUserId = hrUserId;
        this.adminUserId = adminUserId;
        people.forEach(person -> byId.put(person.id(), person));
        Set<Person> all = new LinkedHashSet<>();
        for (Department department : tree.configured()) {
            List<Person> within = tree.membersWithin(department).stream()
                    .map(member -> known(member.id()))
                    .toList();
            members.put(department.id, within);
            all.addAll(within);
        }
        watched = List.copyOf(all);
        plans = new Plans(this.people, shiftStart);
        conversations = new Conversations(this);
    }

    /** Makes the company of a plan; the same plan gives the same one. */
    public static SimulatedCompany generate(CompanyPlan plan) {
        return new CompanyGenerator(plan).generate();
    }

    /**
     * The same company with somebody's punches reaching DingTalk late: until {@code visibleFrom} no API shows any of those
     * made before it. The book is the same, because it goes by what was done.
     *
     * @throws IllegalArgumentException when there is no such user
     */
    public SimulatedCompany withLateData(String userId, Instant visibleFrom) {
        Person person = known(userId);
        return with(person.with(person.workday().withDataFrom(visibleFrom)));
    }

    /**
     * The same company with a leave of the whole work date for somebody, approved so late that no API shows it before {@code
     * visibleFrom}. In the book it excuses from the beginning of the day; whoever came is in all the same.
     *
     * @throws IllegalArgumentException when there is no such user
     */
    public SimulatedCompany withLateApproval(String userId, Instant visibleFrom) {
        return withLate(Approval.Kind.LEAVE, userId, visibleFrom);
    }

    /** The same with an outing, of which no list of leaves tells. */
    public SimulatedCompany withLateOuting(String userId, Instant visibleFrom) {
        return withLate(Approval.Kind.OUTING, userId, visibleFrom);
    }

    private SimulatedCompany withLate(Approval.Kind kind, String userId, Instant visibleFrom) {
        Person person = known(userId);
        Approval approval = new Approval(
                kind,
                Shanghai.midnight(workDate()),
                Shanghai.midnight(workDate().plusDays(1)),
                Approval.Unit.DAY,
                100,
                visibleFrom);
        return with(person.with(person.workday().withApproval(approval)));
    }

    private SimulatedCompany with(Person changed) {
        List<Person> all = people.stream()
                .map(person -> person.id().equals(changed.id()) ? changed : person)
                .toList();
        return new SimulatedCompany(plan, tree, shifts, shiftStart, all, robots, hrUserId, adminUserId);
    }

    /**
     * The same accounts on {@code date}, with what they did then: their names and departments are those of this company.
     *
     * @return null where nobody worked, or nothing is known of it any more
     */
    public @Nullable SimulatedCompany on(LocalDate date) {
        if (date.equals(workDate())) {
            return this;
        }
        boolean known = date.isBefore(workDate()) && !date.isBefore(workDate().minusDays(plan.past()));
        return isWeekend(date) || !known ? null : past.computeIfAbsent(date, day -> generate(plan.on(day)));
    }

    static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    /** The days from {@code first} to {@code last}, both included, on which anybody worked. */
    List<SimulatedCompany> between(LocalDate first, LocalDate last) {
        LocalDate from =
                first.isBefore(workDate().minusDays(plan.past())) ? workDate().minusDays(plan.past()) : first;
        LocalDate to = last.isAfter(workDate()) ? workDate() : last;
        return from.isAfter(to)
                ? List.of()
                : from.datesUntil(to.plusDays(1))
                        .map(this::on)
                        .filter(Objects::nonNull)
                        .toList();
    }

    /** The one date on which anybody works, but for its past. */
    public LocalDate workDate() {
        return plan.workDate();
    }

    /** When the main shift begins. */
    public Instant shiftStart() {
        return shiftStart;
    }

    public String name() {
        return tree.get(Department.ROOT).name;
    }

    /** The configured departments, each with its robot. */
    public List<SimulatedDepartment> departments() {
        return robots.subList(0, robots.size() - 1);
    }

    /** The robot of HR's group, which belongs to no department: its id is 0. */
    public SimulatedDepartment companyRobot() {
        return robots.get(robots.size() - 1);
    }

    /** Who is due, in, late, excused and absent at an instant, by the facts. */
    public Book bookAt(Instant asOf) {
        return new BookKeeper(this, asOf).book();
    }

    public String appKey() {
        return "dingsim%08x".formatted(plan.seed());
    }

    public String appSecret() {
        return "simAppSecret_%016x_%016x".formatted(plan.seed() * 0x9E3779B97F4A7C15L, plan.seed() + 77);
    }

    public String hrUserId() {
        return hrUserId;
    }

    public String adminUserId() {
        return adminUserId;
    }

    /** Who might ask the bot something. */
    public Askers askers() {
        return new Askers(this);
    }

    /** Where people write to the bot. */
    public Conversations conversations() {
        return conversations;
    }

    /** User ids of the employees in a situation, in the order of the contacts. */
    public List<String> userIds(Situation situation) {
        return people.stream()
                .filter(person -> person.situation() == situation && person.id().matches("sim\\d+"))
                .map(Person::id)
                .toList();
    }

    /** Name as in the contacts. */
    public String nameOf(String userId) {
        return known(userId).name();
    }

    /** A whole {@code bot-config.yaml} for this company, with DingTalk and the robots at the simulator's address. */
    public String configYaml(URI simulator, ConfigOptions options) {
        return new ConfigYaml(this, simulator, options).text();
    }

    CompanyPlan plan() {
        return plan;
    }

    public String corpId() {
        return "dingcorpsim%04x".formatted(plan.seed() & 0xFFFF);
    }

    DepartmentTree tree() {
        return tree;
    }

    Shifts shifts() {
        return shifts;
    }

    Plans plans() {
        return plans;
    }

    List<Person> people() {
        return people;
    }

    @Nullable
    Person person(String userId) {
        return byId.get(userId);
    }

    private Person known(String userId) {
        Person person = byId.get(userId);
        if (person == null) {
            throw new IllegalArgumentException("No such user: " + userId);
        }
        return person;
    }

    /** Everybody in a configured department, each once. */
    List<Person> watched() {
        return watched;
    }

    List<Person> membersOf(long configuredDepartment) {
        return members.getOrDefault(configuredDepartment, List.of());
    }

    List<SimulatedDepartment> robots() {
        return robots;
    }
}
