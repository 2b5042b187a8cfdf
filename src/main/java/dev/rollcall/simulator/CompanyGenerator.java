package dev.rollcall.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Makes a company from a plan: tree, people, their work date. The same plan gives the same company. */
final class CompanyGenerator {
    /** More than there are people: what belongs to another day has other ids. */
    private static final int A_DAY = 1_000_000;

    private static final int NEWCOMERS = 3;

    private final CompanyPlan plan;
    private final Random random;
    private final Names names;
    private final Shifts shifts;
    private final Instant start;
    private final DepartmentTree tree;
    private final List<Person> people = new ArrayList<>();

    CompanyGenerator(CompanyPlan plan) {
        this.plan = plan;
        random = new Random(plan.seed() * 31 + plan.employees());
        names = new Names(random, plan.calm());
        shifts = new Shifts(plan.shiftStart());
        start = plan.workDate().atTime(plan.shiftStart()).atZone(Shanghai.ZONE).toInstant();
        tree = DepartmentTree.grow(plan, names, random);
    }

    SimulatedCompany generate() {
        for (Situation situation : new Staffing(plan, random).situations()) {
            hire(situation);
        }
        for (int i = 0; i < plan.wrongIds(); i++) {
            addDeparted(i);
        }
        Person hr = addOfficer("simhr", "人事经理");
        Person admin = addOfficer("simadmin", "系统管理员");
        List<SimulatedDepartment> robots = robots();
        for (int i = 0; i < plan.unconfigured(); i++) {
            addUnconfigured(tree.found(plan, i), i);
        }
        return new SimulatedCompany(plan, tree, shifts, start, people, robots, hr.id(), admin.id());
    }

    private void addUnconfigured(Department department, int index) {
        for (int i = 0; i < NEWCOMERS; i++) {
            Script script = new Script(start, plan.workDate(), shifts, random).hasNoShift(false);
            String id = "new%02d%02d".formatted(index, i);
            add(people.size(), id, "新人" + id, List.of(department.id), Situation.REST_DAY, script, true);
        }
    }

    private void hire(Situation situation) {
        int number = people.size();
        Script script = new Script(start, plan.workDate(), shifts, random);
        Stories.tell(situation, script);
        Set<Long> departments = new LinkedHashSet<>();
        departments.add(someDepartment(number));
        if (situation == Situation.TWO_DEPARTMENTS) {
            departments.add(someDepartment(number + 1)); // the next configured one, where there is one
        } else if (!plan.calm() && random.nextInt(20) == 0) {
            departments.add(someDepartment(random.nextInt(1 << 16)));
        }
        add(
                number,
                "sim%05d".formatted(number),
                names.person(number),
                List.copyOf(departments),
                situation,
                script,
                true);
    }

    /** Round the configured departments in turn, so that none stays empty, somewhere inside each. */
    private long someDepartment(int number) {
        List<Department> configured = tree.configured();
        Department top = configured.get(number % configured.size());
        if (plan.directMembersOnly()) {
            return top.id;
        }
        List<Department> within = tree.within(top);
        return within.get(random.nextInt(within.size())).id;
    }

    private void addDeparted(int index) {
        Script script = new Script(start, plan.workDate(), shifts, random);
        if (!plan.wrongIdsScheduled()) {
            script.hasNoShift(false).group = Person.Group.NONE_AT_ALL;
        }
        int number = people.size();
        List<Long> departments = List.of(someDepartment(index));
        add(number, "gone%04d".formatted(index), "离职" + index, departments, Situation.REST_DAY, script, false);
    }

    private Person addOfficer(String id, String name) {
        Script script = new Script(start, plan.workDate(), shifts, random);
        script.hasNoShift(false).exemptInGroup = true;
        return add(people.size(), id, name, List.of(Department.ROOT), Situation.EXEMPT_IN_GROUP, script, true);
    }

    private Person add(
            int number,
            String id,
            String name,
            List<Long> departments,
            Situation situation,
            Script script,
            boolean known) {
        Person person = new Person(
                number + plan.back() * A_DAY,
                id,
                name,
                departments,
                situation,
                script.active,
                script.hired,
                script.group,
                script.exemptInGroup,
                known,
                id.equals("simadmin"),
                script.written());
        people.add(person);
        departments.forEach(department -> tree.get(department).members.add(person));
        return person;
    }

    /** One robot in three has no signing secret, one in four a keyword. The last one is that of the whole company. */
    private List<SimulatedDepartment> robots() {
        List<SimulatedDepartment> robots = new ArrayList<>();
        for (Department department : tree.configured()) {
            List<Person> members = tree.membersWithin(department);
            department.managers = members.stream()
                    .filter(person -> person.active() && person.knownToAttendance())
                    .limit(1)
                    .map(Person::id)
                    .toList();
            robots.add(robot(robots.size(), department.id, department.name, department.managers));
        }
        robots.add(robot(0, 0, names.company(), List.of()));
        return robots;
    }

    private SimulatedDepartment robot(int index, long id, String name, List<String> leads) {
        return new SimulatedDepartment(
                id, name, hex(64), index % 3 == 2 ? null : "SEC" + hex(64), index % 4 == 2 ? "考勤" : null, leads);
    }

    private String hex(int digits) {
        StringBuilder text = new StringBuilder();
        while (text.length() < digits) {
            text.append("%08x".formatted(random.nextInt()).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
