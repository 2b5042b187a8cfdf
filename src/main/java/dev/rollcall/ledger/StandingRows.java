package dev.rollcall.ledger;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Evidence;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Roll calls as rows: one for the department, one for each person, and the planned points of those to be read again. */
final class StandingRows {
    private static final Logger LOG = LoggerFactory.getLogger(StandingRows.class);
    private static final Optional<RollCalls.Kept> NONE = Optional.empty();

    /** People who are there and are read again with those who were absent: they prove that an answer is one. */
    private static final int WITNESSES = 2;

    private final Handle handle;
    private final RollCall rollCall;

    StandingRows(Handle handle, RollCall rollCall) {
        this.handle = handle;
        this.rollCall = rollCall;
    }

    /** Puts {@code all} in the place of what is kept of the same slots. */
    void replace(List<RollCalls.Rolled> all) {
        List<RollCalls.Rolled> rolled =
                all.stream().filter(one -> one.rollCall() != null).toList();
        if (rolled.isEmpty()) {
            return;
        }
        Map<SlotKey, Set<String>> before = named(rolled);
        for (String table : List.of("plan_point", "standing", "roll_call")) {
            PreparedBatch batch = handle.prepareBatch("delete from " + table + " where" + SlotRows.IS_KEY);
            rolled.forEach(one -> batch.bindMap(SlotRows.bindings(one.key())).add());
            batch.execute();
        }
        PreparedBatch heads = handle.prepareBatch("insert into roll_call (department, work_date, cutoff, as_of,"
                + " read_at, zone, name, members_complete, managers) values (:department, :workDate, :cutoff, :asOf,"
                + " :readAt, :zone, :name, :complete, :managers)");
        PreparedBatch people = handle.prepareBatch("insert into standing (department, work_date, cutoff, user_id,"
                + " position, name, hired_on, sub_department, standing, due_at, late, punched_at, shift_end, source,"
                + " source_plan, source_at, leave_from, leave_to, named) values (:department, :workDate, :cutoff, :id,"
                + " :position, :name, :hiredOn, :sub, :standing, :dueAt, :late, :punchedAt, :shiftEnd, :source,"
                + " :plan, :at, :from, :to, :named)");
        PreparedBatch points = handle.prepareBatch("insert into plan_point (department, work_date, cutoff, user_id,"
                + " position, plan_id, on_duty, planned, moved, shift_id, approval) values (:department, :workDate,"
                + " :cutoff, :id, :position, :plan, :onDuty, :planned, :moved, :shift, :approval)");
        for (RollCalls.Rolled one : rolled) {
            DepartmentRollCall department = Objects.requireNonNull(one.rollCall());
            head(heads, one.key(), department);
            people(people, points, one, department, before.getOrDefault(one.key(), Set.of()));
        }
        heads.execute();
        if (people.size() > 0) {
            people.execute();
        }
        if (points.size() > 0) {
            points.execute();
        }
    }

    /** Whom digests that were sent have named, by slot: whatever is read anew, that is to be cleared if it was wrong. */
    private Map<SlotKey, Set<String>> named(List<RollCalls.Rolled> rolled) {
        Map<SlotKey, Set<String>> named = new HashMap<>();
        rolled.stream()
                .map(one -> one.key().company())
                .distinct()
                .forEach(any -> handle.createQuery(
                                "select s.department, s.work_date, s.cutoff, s.user_id from standing s"
                                        + " join delivery d on d.department = s.department and d.work_date = s.work_date"
                                        + " and d.cutoff = s.cutoff where s.work_date = :workDate and s.cutoff = :cutoff"
                                        + " and s.named = true and d.kind = 'DIGEST' and d.state = 'sent'")
                        .bind("workDate", any.workDate())
                        .bind("cutoff", any.cutoff())
                        .map((row, context) -> named.computeIfAbsent(SlotRows.key(row), key -> new HashSet<>())
                                .add(row.getString("user_id")))
                        .list());
        return named;
    }

    private void head(PreparedBatch batch, SlotKey key, DepartmentRollCall department) {
        batch.bindMap(SlotRows.bindings(key))
                .bind("asOf", rollCall.asOf())
                .bind("readAt", rollCall.readAt())
                .bind("zone", rollCall.zone().getId())
                .bind("name", Texts.cut(department.name(), 1000))
                .bind("complete", department.membersComplete())
                .bind("managers", Texts.lines(department.managers()))
                .add();
    }

    private static void people(
            PreparedBatch people,
            PreparedBatch points,
            RollCalls.Rolled rolled,
            DepartmentRollCall department,
            Set<String> before) {
        SlotKey key = rolled.key();
        int position = 0;
        int witnesses = 0;
        for (Finding finding : department.findings()) {
            boolean absent = finding.standing() == Standing.ABSENT;
            String id = finding.employee().id();
            boolean named = before.contains(id) || (absent && !rolled.unnamed().contains(id));
            person(people.bind("named", named), key, finding, position++);
            boolean witness = finding.standing() == Standing.PRESENT && witnesses < WITNESSES;
            witnesses += witness ? 1 : 0;
            if (witness || absent || named) {
                points(points, key, finding);
            }
        }
    }

    private static void person(PreparedBatch batch, SlotKey key, Finding finding, int position) {
        Evidence evidence = finding.evidence();
        batch.bindMap(SlotRows.bindings(key))
                .bind("id", finding.employee().id())
                .bind("position", position)
                .bind("name", Texts.cut(finding.employee().name(), 1000))
                .bind("hiredOn", finding.employee().hiredOn())
                .bind("sub", Texts.cut(finding.subDepartment(), 1000))
                .bind("standing", finding.standing().name())
                .bind("dueAt", finding.dueAt())
                .bind("late", finding.late())
                .bind("punchedAt", finding.punchedAt())
                .bind("shiftEnd", finding.shiftEnd())
                .bind("source", evidence == null ? null : evidence.source().name())
                .bind("plan", evidence == null ? null : evidence.planId())
                .bind("at", evidence == null ? null : evidence.at())
                .bind("from", evidence == null ? null : evidence.from())
                .bind("to", evidence == null ? null : evidence.to())
                .add();
    }

    private static void points(PreparedBatch batch, SlotKey key, Finding finding) {
        int position = 0;
        for (PlanPoint point : finding.points()) {
            batch.bindMap(SlotRows.bindings(key))
                    .bind("id", finding.employee().id())
                    .bind("position", position++)
                    .bind("plan", point.planId())
                    .bind("onDuty", point.onDuty())
                    .bind("planned", point.planned())
                    .bind("moved", point.moved())
                    .bind("shift", point.shiftId())
                    .bind("approval", point.approval())
                    .add();
        }
    }

    /**
     * The roll calls for which {@code condition}, on the table's alias {@code r}, holds, without those that cannot be so.
     *
     * @param told of which of those it has been logged
     */
    static List<RollCalls.Kept> of(Handle handle, String condition, SlotKey key, Set<SlotKey> told) {
        Map<Long, Map<String, List<PlanPoint>>> points = planned(handle, condition, key);
        Map<Long, List<Finding>> findings = new HashMap<>();
        Map<Long, Set<String>> named = new HashMap<>();
        Set<Long> corrupt = new HashSet<>();
        handle.createQuery("select * from standing r where " + condition + " order by department, position")
                .bindMap(SlotRows.bindings(key))
                .map((row, context) -> {
                    long department = row.getLong("department");
                    if (row.getBoolean("named")) {
                        named.computeIfAbsent(department, any -> new HashSet<>())
                                .add(row.getString("user_id"));
                    }
                    try {
                        findings.computeIfAbsent(department, any -> new ArrayList<>())
                                .add(finding(row, points));
                    } catch (IllegalArgumentException e) { // No such standing, no such evidence.
                        corrupt.add(department);
                    }
                    return department;
                })
                .list();
        return handle
                .createQuery("select * from roll_call r where " + condition + " order by department")
                .bindMap(SlotRows.bindings(key))
                .map((row, context) -> sound(row, corrupt, told) ? Optional.of(kept(row, findings, named)) : NONE)
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean sound(ResultSet row, Set<Long> corrupt, Set<SlotKey> told) throws SQLException {
        SlotKey slot = SlotRows.key(row);
        boolean sound = !corrupt.contains(slot.department());
        if (sound) {
            told.remove(slot);
        } else if (told.add(slot)) {
            LOG.error(
                    "The ledger's roll call of slot {} cannot be so (unknown standing); it is left out until the row is"
                            + " put right, the others go on",
                    slot);
        }
        return sound;
    }

    private static Map<Long, Map<String, List<PlanPoint>>> planned(Handle handle, String condition, SlotKey key) {
        Map<Long, Map<String, List<PlanPoint>>> all = new HashMap<>();
        handle.createQuery("select * from plan_point r where " + condition + " order by department, user_id, position")
                .bindMap(SlotRows.bindings(key))
                .map((row, context) -> all.computeIfAbsent(row.getLong("department"), any -> new HashMap<>())
                        .computeIfAbsent(row.getString("user_id"), any -> new ArrayList<>())
                        .add(point(row)))
                .list();
        return all;
    }

    private static RollCalls.Kept kept(ResultSet row, Map<Long, List<Finding>> findings, Map<Long, Set<String>> named)
            throws SQLException {
        long department = row.getLong("department");
        return new RollCalls.Kept(
                Objects.requireNonNull(Instants.instant(row, "as_of")),
                Objects.requireNonNull(Instants.instant(row, "read_at")),
                new DepartmentRollCall(
                        department,
                        row.getString("name"),
                        row.getBoolean("members_complete"),
                        findings.getOrDefault(department, List.of()),
                        Texts.list(row.getString("managers"))),
                named.getOrDefault(department, Set.of()));
    }

    private static Finding finding(ResultSet row, Map<Long, Map<String, List<PlanPoint>>> points) throws SQLException {
        String id = row.getString("user_id");
        return new Finding(
                new Employee(id, row.getString("name"), row.getObject("hired_on", LocalDate.class)),
                row.getString("sub_department"),
                Standing.valueOf(row.getString("standing")),
                Instants.instant(row, "due_at"),
                row.getBoolean("late"),
                Instants.instant(row, "punched_at"),
                Instants.instant(row, "shift_end"),
                evidence(row),
                points.getOrDefault(row.getLong("department"), Map.of()).getOrDefault(id, List.of()));
    }

    private static @Nullable Evidence evidence(ResultSet row) throws SQLException {
        String source = row.getString("source");
        return source == null
                ? null
                : new Evidence(
                        Evidence.Source.valueOf(source),
                        row.getString("source_plan"),
                        Instants.instant(row, "source_at"),
                        Instants.instant(row, "leave_from"),
                        Instants.instant(row, "leave_to"));
    }

    private static PlanPoint point(ResultSet row) throws SQLException {
        Instant planned = Objects.requireNonNull(Instants.instant(row, "planned"));
        return new PlanPoint(
                row.getString("plan_id"),
                row.getBoolean("on_duty"),
                planned,
                Instants.instant(row, "moved"),
                row.getString("shift_id"),
                row.getBoolean("approval"));
    }
}
