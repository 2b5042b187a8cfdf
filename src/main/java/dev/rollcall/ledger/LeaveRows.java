package dev.rollcall.ledger;

import dev.rollcall.absence.KnownLeaves;
import dev.rollcall.absence.Leave;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves and approvals that have excused somebody today, without their kind. While the ledger cannot be reached nothing
 * is known, and they are asked about again. Thread-safe.
 */
final class LeaveRows implements KnownLeaves {
    private static final Logger LOG = LoggerFactory.getLogger(LeaveRows.class);

    private final Database database;

    LeaveRows(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, Excuse> of(LocalDate workDate, Collection<String> people) {
        if (people.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Leave>> leaves = new HashMap<>();
        Map<String, List<Leave>> approvals = new HashMap<>();
        try {
            database.run(
                    "read who is known to be excused",
                    handle -> ShortLists.each(
                            people,
                            some -> handle.createQuery("select * from known_leave where work_date = :workDate"
                                            + " and user_id in (<people>) order by user_id, position")
                                    .bind("workDate", workDate)
                                    .bindList("people", some)
                                    .map((row, context) -> {
                                        String id = row.getString("user_id");
                                        (row.getBoolean("approval") ? approvals : leaves)
                                                .computeIfAbsent(id, any -> new ArrayList<>())
                                                .add(leave(row));
                                        return id;
                                    })
                                    .list()));
        } catch (LedgerException e) {
            LOG.debug("Asking about everybody: {}", e.getMessage());
            return Map.of();
        }
        Set<String> known = new HashSet<>(leaves.keySet());
        known.addAll(approvals.keySet());
        Map<String, Excuse> excuses = new HashMap<>();
        known.forEach(id ->
                excuses.put(id, new Excuse(leaves.getOrDefault(id, List.of()), approvals.getOrDefault(id, List.of()))));
        return excuses;
    }

    private static Leave leave(ResultSet row) throws SQLException {
        double length = row.getDouble("days");
        Double days = row.wasNull() ? null : length;
        return new Leave(
                Objects.requireNonNull(Instants.instant(row, "leave_from")),
                Objects.requireNonNull(Instants.instant(row, "leave_to")),
                Leave.Unit.valueOf(row.getString("unit")),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                days);
    }

    @Override
    public void remember(LocalDate workDate, Map<String, Excuse> excuses) {
        try {
            database.run("remember who is excused", handle -> {
                PreparedBatch batch = handle.prepareBatch("insert into known_leave (work_date, user_id, position,"
                        + " approval, leave_from, leave_to, unit, first_day, last_day, days) values (:workDate, :id,"
                        + " :position, :approval, :from, :to, :unit, :firstDay, :lastDay, :days)"
                        + " on conflict do nothing");
                excuses.forEach((id, excuse) -> {
                    int position = 0;
                    for (Leave leave : excuse.leaves()) {
                        add(batch, workDate, id, position++, false, leave);
                    }
                    for (Leave leave : excuse.approvals()) {
                        add(batch, workDate, id, position++, true, leave);
                    }
                });
                if (batch.size() > 0) {
                    batch.execute();
                }
            });
        } catch (LedgerException e) {
            LOG.debug("Not remembered, will be asked again: {}", e.getMessage());
        }
    }

    private static void add(
            PreparedBatch batch, LocalDate workDate, String id, int position, boolean approval, Leave leave) {
        batch.bind("workDate", workDate)
                .bind("id", id)
                .bind("position", position)
                .bind("approval", approval)
                .bind("from", leave.from())
                .bind("to", leave.to())
                .bind("unit", leave.unit().name())
                .bind("firstDay", leave.firstDay())
                .bind("lastDay", leave.lastDay())
                .bind("days", leave.days())
                .add();
    }
}
