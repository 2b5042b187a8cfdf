package dev.rollcall.ledger;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.Department.Member;
import dev.rollcall.absence.Employee;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Departments with their members, as they were read last. While the ledger cannot be reached nothing is remembered.
 * Thread-safe.
 */
final class ContactRows {
    private static final Logger LOG = LoggerFactory.getLogger(ContactRows.class);

    private final Database database;

    ContactRows(Database database) {
        this.database = database;
    }

    /** Those of {@code wanted} that were read within {@code age}, by id. */
    Map<Long, Department> recalled(List<Department.Wanted> wanted, Duration age) {
        try {
            return database.in("recall contacts", handle -> {
                Instant since = database.now(handle).minus(age);
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

    /** Keeps those of {@code read} that were read as a whole, as they were {@code wanted}. */
    void remember(List<Department.Wanted> wanted, List<Department> read) {
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

    /** What is remembered of a department besides its members; without a name where that was not asked for. */
    private record Contact(long department, String name, List<String> managers) {}
}
