package dev.rollcall.ledger;

import dev.rollcall.absence.KnownPunches;
import dev.rollcall.absence.Punch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The day's known punches. While the ledger cannot be reached nothing is known, and everybody is asked about again.
 * Thread-safe.
 */
final class PunchRows implements KnownPunches {
    private static final Logger LOG = LoggerFactory.getLogger(PunchRows.class);

    private final Database database;

    PunchRows(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, List<Punch>> of(LocalDate workDate, Collection<String> people) {
        if (people.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Punch>> known = new HashMap<>();
        try {
            database.run(
                    "read the day's known punches",
                    handle -> ShortLists.each(
                            people,
                            some -> handle.createQuery(
                                            "select * from known_punch where work_date = :workDate and user_id in (<people>)")
                                    .bind("workDate", workDate)
                                    .bindList("people", some)
                                    .map((row, context) -> Map.entry(row.getString("user_id"), punch(row)))
                                    .forEach(entry -> known.computeIfAbsent(entry.getKey(), any -> new ArrayList<>())
                                            .add(entry.getValue()))));
        } catch (LedgerException e) {
            LOG.debug("Asking about everybody: {}", e.getMessage());
            return Map.of();
        }
        known.values().forEach(own -> own.sort(Comparator.comparing(Punch::at)));
        return known;
    }

    private static Punch punch(ResultSet row) throws SQLException {
        return new Punch(
                Objects.requireNonNull(Instants.instant(row, "punched_at")),
                row.getString("plan_id"),
                row.getObject("on_duty") == null ? null : row.getBoolean("on_duty"),
                row.getObject("punch_date", LocalDate.class),
                Instants.instant(row, "planned"),
                Punch.Result.valueOf(row.getString("result")),
                true);
    }

    @Override
    public void remember(LocalDate workDate, Map<String, List<Punch>> punches) {
        if (punches.isEmpty()) {
            return;
        }
        try {
            database.run("remember punches", handle -> {
                PreparedBatch batch = handle.prepareBatch("insert into known_punch (work_date, user_id, punched_at,"
                        + " plan_id, on_duty, punch_date, planned, result) values (:workDate, :id, :at, :plan,"
                        + " :onDuty, :date, :planned, :result) on conflict do nothing");
                punches.forEach((id, own) -> own.stream()
                        .filter(Punch::accepted)
                        .forEach(punch -> batch.bind("workDate", workDate)
                                .bind("id", id)
                                .bind("at", punch.at())
                                .bind("plan", punch.planId())
                                .bind("onDuty", punch.onDuty())
                                .bind("date", punch.workDate())
                                .bind("planned", punch.planned())
                                .bind("result", punch.result().name())
                                .add()));
                if (batch.size() > 0) {
                    batch.execute();
                }
            });
        } catch (LedgerException e) {
            LOG.debug("Not remembered, will be asked again: {}", e.getMessage());
        }
    }
}
