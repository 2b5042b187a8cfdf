package dev.rollcall.ledger;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.Department.Member;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Roster;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.Shift;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A roster source that remembers: contacts for some minutes, what a shift allows for the day, for all processes and over
 * restarts. Only what was read as a whole is remembered; plans and minutes never are. Thread-safe.
 */
final class RememberedRoster implements RosterSource {
    private static final Logger LOG = LoggerFactory.getLogger(RememberedRoster.class);
    private static final Duration CONTACTS = Duration.ofMinutes(10);

    private final RosterSource source;
    private final Database database;

    RememberedRoster(RosterSource source, Database database) {
        this.source = source;
        this.database = database;
    }

    @Override
    public List<Department> departments(List<Department.Wanted> wanted, Run run) {
        Map<Long, Department> known = new HashMap<>(recalled(wanted));
        List<Department.Wanted> missing =
                wanted.stream().filter(one -> !known.containsKey(one.id())).toList();
        if (!missing.isEmpty()) {
            List<Department> read = source.departments(missing, run);
            read.forEach(one -> known.put(one.id(), one));
            remember(missing, read);
        }
        return wanted.stream()
                .map(one -> Objects.requireNonNull(known.get(one.id())))
                .toList();
    }

    private Map<Long, Department> recalled(List<Department.Wanted> wanted) {
        try {
            return database.in("recall contacts", handle -> {
                Map<Long, Department> known = new HashMap<>();
                for (Department.Wanted one : wanted) {
                    contact(handle, one).ifPresent(found -> known.put(one.id(), found));
                }
                return known;
            });
        } catch (LedgerException e) {
            LOG.debug("Reading the contacts: {}", e.getMessage());
            return Map.of();
        }
    }

    private java.util.Optional<Department> contact(Handle handle, Department.Wanted wanted) {
        return handle.createQuery("select * from contact where department = :department and read_at > :since"
                        + (wanted.described() ? " and dingtalk_name <> ''" : ""))
                .bind("department", wanted.id())
                .bind("since", database.now(handle).minus(CONTACTS))
                .map((row, context) -> new Department(
                        wanted.id(),
                        wanted.name().isEmpty() ? row.getString("dingtalk_name") : wanted.name(),
                        members(handle, wanted.id()),
                        true,
                        Texts.list(row.getString("managers"))))
                .findFirst();
    }

    private static List<Member> members(Handle handle, long department) {
        return handle.createQuery("select * from member where department = :department order by position")
                .bind("department", department)
                .map((row, context) -> new Member(
                        new Employee(
                                row.getString("user_id"),
                                row.getString("name"),
                                row.getObject("hired_on", LocalDate.class)),
                        row.getString("sub_department")))
                .list();
    }

    private void remember(List<Department.Wanted> wanted, List<Department> read) {
        Map<Long, Department.Wanted> asked =
                wanted.stream().collect(Collectors.toMap(Department.Wanted::id, one -> one, (one, same) -> one));
        List<Department> whole = read.stream().filter(Department::complete).toList();
        if (whole.isEmpty()) {
            return;
        }
        try {
            database.run("remember contacts", handle -> {
                for (Department department : whole) {
                    write(handle, Objects.requireNonNull(asked.get(department.id())), department);
                }
            });
        } catch (LedgerException e) {
            LOG.debug("Contacts are not remembered: {}", e.getMessage());
        }
    }

    private void write(Handle handle, Department.Wanted wanted, Department department) {
        Instant now = database.now(handle);
        handle.createUpdate("delete from member where department = :department")
                .bind("department", department.id())
                .execute();
        handle.createUpdate("delete from contact where department = :department")
                .bind("department", department.id())
                .execute();
        handle.createUpdate("insert into contact (department, read_at, dingtalk_name, managers)"
                        + " values (:department, :now, :name, :managers)")
                .bind("department", department.id())
                .bind("now", now)
                .bind("name", wanted.described() ? Texts.cut(department.name(), 1000) : "")
                .bind("managers", Texts.lines(department.managers()))
                .execute();
        PreparedBatch batch = handle.prepareBatch("insert into member (department, user_id, position, name, hired_on,"
                + " sub_department) values (:department, :id, :position, :name, :hiredOn, :sub)");
        int position = 0;
        for (Member member : department.members()) {
            batch.bind("department", department.id())
                    .bind("id", member.employee().id())
                    .bind("position", position++)
                    .bind("name", Texts.cut(member.employee().name(), 1000))
                    .bind("hiredOn", member.employee().hiredOn())
                    .bind("sub", Texts.cut(member.subDepartment(), 1000))
                    .add();
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    @Override
    public Map<String, Shift> shifts(Set<String> shiftIds, LocalDate today, Run run) {
        Map<String, Shift> known = new HashMap<>(recalledShifts(shiftIds, today));
        Set<String> missing = new HashSet<>(shiftIds);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            Map<String, Shift> read = source.shifts(missing, today, run);
            known.putAll(read);
            rememberShifts(read.values(), today);
        }
        return known;
    }

    private Map<String, Shift> recalledShifts(Set<String> shiftIds, LocalDate today) {
        try {
            return database.in("recall shifts", handle -> {
                Map<String, Shift> known = new HashMap<>();
                handle.createQuery("select * from shift_terms where read_for = :today")
                        .bind("today", today)
                        .map((row, context) -> new Shift(
                                row.getString("shift_id"),
                                row.getBoolean("flexible"),
                                row.getString("free_on_duty")
                                        .chars()
                                        .mapToObj(letter -> letter == 'y')
                                        .toList()))
                        .forEach(shift -> known.put(shift.id(), shift));
                known.keySet().retainAll(shiftIds);
                return known;
            });
        } catch (LedgerException e) {
            LOG.debug("Reading the shifts: {}", e.getMessage());
            return Map.of();
        }
    }

    private void rememberShifts(Collection<Shift> read, LocalDate today) {
        List<Shift> some = new ArrayList<>(read);
        if (some.isEmpty()) {
            return;
        }
        try {
            database.run("remember shifts", handle -> {
                PreparedBatch batch = handle.prepareBatch("insert into shift_terms (shift_id, read_for, flexible,"
                        + " free_on_duty) values (:id, :today, :flexible, :free) on conflict do nothing");
                some.forEach(shift -> batch.bind("id", shift.id())
                        .bind("today", today)
                        .bind("flexible", shift.flexible())
                        .bind(
                                "free",
                                shift.freeOnDuty().stream()
                                        .map(free -> free ? "y" : "n")
                                        .collect(Collectors.joining()))
                        .add());
                batch.execute();
            });
        } catch (LedgerException e) {
            LOG.debug("Shifts are not remembered: {}", e.getMessage());
        }
    }

    @Override
    public Roster roster(LocalDate workDate, Collection<String> people, Run run) {
        return source.roster(workDate, people, run);
    }

    @Override
    public Roster roster(LocalDate workDate, CompletableFuture<? extends Collection<String>> people, Run run) {
        return source.roster(workDate, people, run);
    }

    @Override
    public Map<String, Map<String, Duration>> flexibleTime(LocalDate workDate, Collection<String> people, Run run) {
        return source.flexibleTime(workDate, people, run);
    }

    @Override
    public Map<String, Map<String, Instant>> movedTimes(LocalDate workDate, Collection<String> people, Run run) {
        return source.movedTimes(workDate, people, run);
    }
}
