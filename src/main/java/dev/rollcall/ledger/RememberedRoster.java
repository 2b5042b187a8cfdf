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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
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

    /** So many are read at once; more only after those that are being read, which may be the same. */
    private static final int FEW = 10;

    private final RosterSource source;
    private final Database database;
    private final ReentrantLock reading = new ReentrantLock();

    RememberedRoster(RosterSource source, Database database) {
        this.source = source;
        this.database = database;
    }

    @Override
    public List<Department> departments(List<Department.Wanted> wanted, Run run) {
        Map<Long, Department> known = new HashMap<>(recalled(wanted));
        List<Department.Wanted> missing = missing(wanted, known);
        if (missing.size() <= FEW) {
            read(missing, known, run);
        } else {
            boolean turn = turn(run);
            try {
                known.putAll(recalled(missing));
                read(missing(wanted, known), known, run);
            } finally {
                if (turn) {
                    reading.unlock();
                }
            }
        }
        return wanted.stream()
                .map(one -> Objects.requireNonNull(known.get(one.id())))
                .toList();
    }

    private static List<Department.Wanted> missing(List<Department.Wanted> wanted, Map<Long, Department> known) {
        return wanted.stream().filter(one -> !known.containsKey(one.id())).toList();
    }

    private void read(List<Department.Wanted> missing, Map<Long, Department> known, Run run) {
        if (!missing.isEmpty()) {
            List<Department> read = source.departments(missing, run);
            read.forEach(one -> known.put(one.id(), one));
            remember(missing, read);
        }
    }

    /** Waits until no other roll call reads many; whether that came true. */
    private boolean turn(Run run) {
        try {
            return reading.tryLock(run.deadline().left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Map<Long, Department> recalled(List<Department.Wanted> wanted) {
        try {
            return database.in("recall contacts", handle -> {
                Instant since = database.now(handle).minus(CONTACTS);
                Map<Long, List<Member>> members = members(handle, since);
                Map<Long, Contact> contacts = contacts(handle, since);
                Map<Long, Department> known = new HashMap<>();
                for (Department.Wanted one : wanted) {
                    Contact contact = contacts.get(one.id());
                    if (contact != null && !(one.described() && contact.name().isEmpty())) {
                        known.put(
                                one.id(),
                                new Department(
                                        one.id(),
                                        one.name().isEmpty() ? contact.name() : one.name(),
                                        members.getOrDefault(one.id(), List.of()),
                                        true,
                                        true,
                                        contact.managers()));
                    }
                }
                return known;
            });
        } catch (LedgerException e) {
            LOG.debug("Reading the contacts: {}", e.getMessage());
            return Map.of();
        }
    }

    /** Of all departments at once: a cutoff asks for most of them. */
    private static Map<Long, Contact> contacts(Handle handle, Instant since) {
        Map<Long, Contact> contacts = new HashMap<>();
        handle.createQuery("select * from contact where read_at > :since")
                .bind("since", since)
                .map((row, context) -> new Contact(
                        row.getLong("department"),
                        row.getString("dingtalk_name"),
                        Texts.list(row.getString("managers"))))
                .forEach(one -> contacts.put(one.department(), one));
        return contacts;
    }

    private static Map<Long, List<Member>> members(Handle handle, Instant since) {
        Map<Long, List<Member>> members = new HashMap<>();
        handle.createQuery("select m.* from member m join contact c on c.department = m.department"
                        + " where c.read_at > :since order by m.department, m.position")
                .bind("since", since)
                .map((row, context) -> members.computeIfAbsent(row.getLong("department"), any -> new ArrayList<>())
                        .add(new Member(
                                new Employee(
                                        row.getString("user_id"),
                                        row.getString("name"),
                                        row.getObject("hired_on", LocalDate.class)),
                                row.getString("sub_department"))))
                .list();
        return members;
    }

    private void remember(List<Department.Wanted> wanted, List<Department> read) {
        Map<Long, Department.Wanted> asked =
                wanted.stream().collect(Collectors.toMap(Department.Wanted::id, one -> one, (one, same) -> one));
        List<Department> whole =
                read.stream().filter(one -> one.complete() && one.described()).toList();
        if (whole.isEmpty()) {
            return;
        }
        try {
            database.run("remember contacts", handle -> {
                Instant now = database.now(handle);
                PreparedBatch oldMembers = handle.prepareBatch("delete from member where department = :department");
                PreparedBatch oldContacts = handle.prepareBatch("delete from contact where department = :department");
                PreparedBatch contacts = handle.prepareBatch("insert into contact (department, read_at, dingtalk_name,"
                        + " managers) values (:department, :now, :name, :managers)");
                PreparedBatch members = handle.prepareBatch("insert into member (department, user_id, position, name,"
                        + " hired_on, sub_department) values (:department, :id, :position, :name, :hiredOn, :sub)");
                for (Department department : whole) {
                    oldMembers.bind("department", department.id()).add();
                    oldContacts.bind("department", department.id()).add();
                    boolean described =
                            Objects.requireNonNull(asked.get(department.id())).described();
                    contacts.bind("department", department.id())
                            .bind("now", now)
                            .bind("name", described ? Texts.cut(department.name(), 1000) : "")
                            .bind("managers", Texts.lines(department.managers()))
                            .add();
                    add(members, department);
                }
                oldMembers.execute();
                oldContacts.execute();
                contacts.execute();
                if (members.size() > 0) {
                    members.execute();
                }
            });
        } catch (LedgerException e) {
            LOG.debug("Contacts are not remembered: {}", e.getMessage());
        }
    }

    private static void add(PreparedBatch members, Department department) {
        int position = 0;
        for (Member member : department.members()) {
            members.bind("department", department.id())
                    .bind("id", member.employee().id())
                    .bind("position", position++)
                    .bind("name", Texts.cut(member.employee().name(), 1000))
                    .bind("hiredOn", member.employee().hiredOn())
                    .bind("sub", Texts.cut(member.subDepartment(), 1000))
                    .add();
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
    public void bands(
            LocalDate workDate,
            CompletableFuture<? extends Collection<String>> people,
            Run run,
            BiConsumer<Set<String>, Roster> each) {
        source.bands(workDate, people, run, each);
    }

    @Override
    public Map<String, Map<String, Duration>> flexibleTime(LocalDate workDate, Collection<String> people, Run run) {
        return source.flexibleTime(workDate, people, run);
    }

    @Override
    public Map<String, DayTimes> times(LocalDate workDate, Collection<String> people, Run run) {
        return source.times(workDate, people, run);
    }

    /** What is remembered of a department besides its members; without a name where that was not asked for. */
    private record Contact(long department, String name, List<String> managers) {}
}
