package dev.rollcall.chat;

import dev.rollcall.absence.Department;
import dev.rollcall.check.DepartmentConfig;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs where and who leads whom, as the configuration and DingTalk's contacts said when they were read last.
 * Immutable.
 */
public final class Directory {
    private final Map<Long, Unit> units = new LinkedHashMap<>();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Set<Long>> leads = new HashMap<>();
    private final Set<String> hr;
    private final Set<String> admins;
    private final boolean complete;

    /**
     * @param configs the configured departments, in their order
     * @param departments what was read of them; those that could not be read may be missing or have gaps
     * @param hr user ids of those who may see everybody
     * @param admins user ids of those who may use the admin commands
     * @param complete whether all of that could be read the last time
     */
    public Directory(
            List<DepartmentConfig> configs,
            List<Department> departments,
            Set<String> hr,
            Set<String> admins,
            boolean complete) {
        this.hr = Set.copyOf(hr);
        this.admins = Set.copyOf(admins);
        Map<Long, Department> read = new HashMap<>();
        departments.forEach(one -> read.put(one.id(), one));
        for (DepartmentConfig config : configs) {
            add(config, read.get(config.id()));
        }
        this.complete = complete;
    }

    private void add(DepartmentConfig config, @Nullable Department department) {
        String name = department == null || department.name().isEmpty() ? config.name() : department.name();
        String shown = name.isEmpty() ? String.valueOf(config.id()) : name;
        units.put(config.id(), new Unit(config.id(), shown, config.aliases()));
        List<String> managers = department == null ? List.of() : department.managers();
        for (String lead : config.leads().isEmpty() ? managers : config.leads()) {
            leads.computeIfAbsent(lead, any -> new TreeSet<>()).add(config.id());
        }
        if (department != null) {
            department.members().forEach(member -> add(config.id(), member));
        }
    }

    private void add(long department, Department.Member member) {
        String id = member.employee().id();
        Person before = people.get(id);
        Set<Long> all = new TreeSet<>(before == null ? Set.of() : before.departments());
        all.add(department);
        String sub = before == null ? member.subDepartment() : before.subDepartment();
        people.put(id, new Person(id, member.employee().name(), all, sub));
    }

    /** Who {@code userId} is; a stranger where nobody knows them. */
    public Asker asker(@Nullable String userId) {
        if (userId == null || userId.isEmpty()) {
            return Asker.STRANGER;
        }
        Person person = people.get(userId);
        Asker asker = new Asker(
                userId,
                hr.contains(userId),
                admins.contains(userId),
                leads.getOrDefault(userId, Set.of()),
                person == null ? Set.of() : person.departments());
        return asker.known() ? asker : Asker.STRANGER;
    }

    /** The configured departments, in their order. */
    public List<Unit> units() {
        return List.copyOf(units.values());
    }

    /** The configured department; empty where there is none of that id. */
    public Optional<Unit> unit(long id) {
        return Optional.ofNullable(units.get(id));
    }

    /** What the configured department is called; its number where there is none of that id. */
    String nameOf(long id) {
        return unit(id).map(Unit::name).orElse(String.valueOf(id));
    }

    /** Ids of all configured departments. */
    Set<Long> ids() {
        return units.keySet();
    }

    /** Everybody who belongs to a configured department. */
    public List<Person> people() {
        return List.copyOf(people.values());
    }

    /** Somebody by user id; empty where nobody of a configured department has it. */
    public Optional<Person> person(String id) {
        return Optional.ofNullable(people.get(id));
    }

    /** Whether every configured department could be read the last time: else who is not here may be known yet. */
    public boolean complete() {
        return complete;
    }

    /**
     * A configured department.
     *
     * @param name as configured, else DingTalk's own, else its number; untrusted text
     */
    public record Unit(long id, String name, List<String> aliases) {
        public Unit {
            aliases = List.copyOf(aliases);
        }
    }

    /**
     * Somebody who belongs to a configured department.
     *
     * @param departments ids of the configured departments
     * @param subDepartment the part of the first of them in which they are; empty where directly below it
     */
    public record Person(String id, String name, Set<Long> departments, String subDepartment) {
        public Person {
            departments = Set.copyOf(departments);
        }
    }
}
