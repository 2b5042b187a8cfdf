package dev.rollcall.ledger;

import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Evidence;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.Standing;
import dev.rollcall.absence.SweptPeople;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where people stood as of a cutoff by the sweep ahead of it. A row that cannot be so is as good as none. While the ledger
 * cannot be reached there was no sweep. Thread-safe.
 */
final class SweptRows implements SweptPeople {
    private static final Logger LOG = LoggerFactory.getLogger(SweptRows.class);

    /** What is older is read anew: a shift may have been moved since. */
    private static final Duration USEFUL = Duration.ofMinutes(30);

    /** More in one transaction would keep others waiting. */
    private static final int AT_ONCE = 5000;

    private static final int FIELDS = 6;
    private static final int LONGEST_PLAN = 8000;

    private final Database database;

    SweptRows(Database database) {
        this.database = database;
    }

    @Override
    public boolean any(LocalDate workDate, Instant asOf) {
        try {
            return database.reading(
                    "look for a sweep",
                    handle -> handle.createQuery(
                                    "select user_id from swept where work_date = :workDate and as_of = :asOf"
                                            + " and kept_at > :since limit 1")
                            .bind("workDate", workDate)
                            .bind("asOf", asOf)
                            .bind("since", database.now(handle).minus(USEFUL))
                            .mapTo(String.class)
                            .findFirst()
                            .isPresent());
        } catch (LedgerException e) {
            LOG.debug("Asking about everybody: {}", e.getMessage());
            return false;
        }
    }

    /**
     * Reads everybody of the cutoff, some at a time and in the order of their index: a list of ids in the question would make
     * H2 go through all rows for each list.
     */
    @Override
    public Map<String, Finding> of(LocalDate workDate, Instant asOf, Collection<String> people) {
        Set<String> wanted = new HashSet<>(people);
        Map<String, Finding> found = new HashMap<>();
        try {
            database.run("read what a sweep has found", handle -> {
                Instant since = database.now(handle).minus(USEFUL);
                String last = "";
                List<Row> rows = rows(handle, workDate, asOf, since, last);
                while (!rows.isEmpty()) {
                    last = rows.get(rows.size() - 1).id();
                    rows.stream()
                            .filter(row -> wanted.contains(row.id()))
                            .forEach(row -> row.finding().ifPresent(finding -> found.put(row.id(), finding)));
                    rows = rows(handle, workDate, asOf, since, last);
                }
            });
        } catch (LedgerException e) {
            LOG.debug("Asking about everybody: {}", e.getMessage());
            return Map.of();
        }
        return found;
    }

    /** The next rows after the person {@code last}, by user id. */
    private static List<Row> rows(Handle handle, LocalDate workDate, Instant asOf, Instant since, String last) {
        return handle.createQuery("select * from swept where work_date = :workDate and as_of = :asOf"
                        + " and user_id > :last and kept_at > :since"
                        + " order by work_date, as_of, user_id limit :atOnce")
                .bind("workDate", workDate)
                .bind("asOf", asOf)
                .bind("last", last)
                .bind("since", since)
                .bind("atOnce", AT_ONCE)
                .map((row, context) -> new Row(row.getString("user_id"), finding(row)))
                .list();
    }

    private static Optional<Finding> finding(ResultSet row) throws SQLException {
        try {
            String source = row.getString("source");
            return Optional.of(new Finding(
                    new Employee(row.getString("user_id"), "", null),
                    "",
                    Standing.valueOf(row.getString("standing")),
                    Instants.instant(row, "due_at"),
                    row.getBoolean("late"),
                    Instants.instant(row, "punched_at"),
                    Instants.instant(row, "shift_end"),
                    source == null
                            ? null
                            : new Evidence(
                                    Evidence.Source.valueOf(source),
                                    row.getString("source_plan"),
                                    Instants.instant(row, "source_at"),
                                    null,
                                    null),
                    points(row.getString("points"))));
        } catch (IllegalArgumentException | DateTimeException e) {
            LOG.debug("Asking about {}: {}", row.getString("user_id"), e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void keep(LocalDate workDate, Instant asOf, Collection<Finding> findings) {
        List<Finding> all = new ArrayList<>(findings);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            keepSome(workDate, asOf, all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
    }

    private void keepSome(LocalDate workDate, Instant asOf, List<Finding> findings) {
        try {
            database.run("keep what a sweep has found", handle -> {
                Instant now = database.now(handle);
                PreparedBatch batch =
                        handle.prepareBatch("insert into swept (work_date, as_of, user_id, kept_at, standing,"
                                + " due_at, late, punched_at, shift_end, source, source_plan, source_at, points) values"
                                + " (:workDate, :asOf, :id, :now, :standing, :dueAt, :late, :punchedAt, :shiftEnd, :source,"
                                + " :sourcePlan, :sourceAt, :points) on conflict do nothing");
                for (Finding finding : findings) {
                    String points = text(finding.points());
                    if (points != null) {
                        add(batch.bind("workDate", workDate).bind("asOf", asOf).bind("now", now), finding, points);
                    }
                }
                if (batch.size() > 0) {
                    batch.execute();
                }
            });
        } catch (LedgerException e) {
            LOG.debug("Not kept, will be asked again: {}", e.getMessage());
        }
    }

    private static void add(PreparedBatch batch, Finding finding, String points) {
        Evidence evidence = finding.evidence();
        batch.bind("id", finding.employee().id())
                .bind("standing", finding.standing().name())
                .bind("dueAt", finding.dueAt())
                .bind("late", finding.late())
                .bind("punchedAt", finding.punchedAt())
                .bind("shiftEnd", finding.shiftEnd())
                .bind("source", evidence == null ? null : evidence.source().name())
                .bind("sourcePlan", evidence == null ? null : evidence.planId())
                .bind("sourceAt", evidence == null ? null : evidence.at())
                .bind("points", points)
                .add();
    }

    /** A point a line, its fields between tabs; null where an id has one of these in it, or all is too long. */
    private static @Nullable String text(List<PlanPoint> points) {
        boolean odd = points.stream().anyMatch(point -> odd(point.planId()) || odd(point.shiftId()));
        String text = points.stream()
                .map(point -> String.join(
                        "\t",
                        point.planId() == null ? "" : point.planId(),
                        String.valueOf(point.onDuty()),
                        point.planned().toString(),
                        point.moved() == null ? "" : point.moved().toString(),
                        point.shiftId(),
                        String.valueOf(point.approval())))
                .collect(Collectors.joining("\n"));
        return odd || text.length() > LONGEST_PLAN ? null : text;
    }

    private static boolean odd(@Nullable String id) {
        return id != null && (id.indexOf('\t') >= 0 || id.indexOf('\n') >= 0);
    }

    private static List<PlanPoint> points(String text) {
        return Texts.list(text).stream().map(SweptRows::point).toList();
    }

    private static PlanPoint point(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("no point of a plan: " + line);
        }
        return new PlanPoint(
                fields[0].isEmpty() ? null : fields[0],
                Boolean.parseBoolean(fields[1]),
                Instant.parse(fields[2]),
                fields[3].isEmpty() ? null : Instant.parse(fields[3]),
                fields[4],
                Boolean.parseBoolean(fields[5]));
    }

    /** @param finding empty where it cannot be so */
    private record Row(String id, Optional<Finding> finding) {}
}
