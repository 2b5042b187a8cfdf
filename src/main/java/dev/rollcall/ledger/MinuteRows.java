package dev.rollcall.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By how much people on flexible shifts may come later, which is asked one by one: kept from a sweep to its cutoff, and not
 * much longer. While the ledger cannot be reached nothing is remembered. Thread-safe.
 */
final class MinuteRows {
    private static final Logger LOG = LoggerFactory.getLogger(MinuteRows.class);

    /** No sweep begins longer before its cutoff, and no roll call of one takes longer than the rest. */
    private static final Duration AGE = Duration.ofMinutes(20);

    private final Database database;

    MinuteRows(Database database) {
        this.database = database;
    }

    /** What is remembered of {@code people}, by user id, then by plan id. */
    Map<String, Map<String, Duration>> recalled(LocalDate workDate, Collection<String> people) {
        Map<String, Map<String, Duration>> known = new HashMap<>();
        try {
            database.run("recall the minutes of flexible shifts", handle -> {
                Instant since = database.now(handle).minus(AGE);
                ShortLists.each(
                        people,
                        some -> handle.createQuery("select user_id, minutes from known_minutes"
                                        + " where work_date = :workDate and read_at > :since and user_id in (<people>)")
                                .bind("workDate", workDate)
                                .bind("since", since)
                                .bindList("people", some)
                                .map((row, context) -> Map.entry(row.getString("user_id"), row.getString("minutes")))
                                .forEach(entry -> known.put(entry.getKey(), minutes(entry.getValue()))));
            });
        } catch (LedgerException e) {
            LOG.debug("Reading the minutes of flexible shifts: {}", e.getMessage());
            return Map.of();
        }
        return known;
    }

    /** Keeps {@code read}; of whom there is nothing in it, or whose points have no plain id, nothing is kept. */
    void remember(LocalDate workDate, Map<String, Map<String, Duration>> read) {
        Map<String, Map<String, Duration>> plain = new HashMap<>(read);
        plain.values().removeIf(own -> own.isEmpty() || own.keySet().stream().anyMatch(MinuteRows::odd));
        if (plain.isEmpty()) {
            return;
        }
        try {
            database.run("remember the minutes of flexible shifts", handle -> {
                ShortLists.each(
                        plain.keySet(),
                        some -> handle.createUpdate(
                                        "delete from known_minutes where work_date = :workDate and user_id in (<people>)")
                                .bind("workDate", workDate)
                                .bindList("people", some)
                                .execute());
                insert(handle, workDate, plain);
            });
        } catch (LedgerException e) {
            LOG.debug("Minutes are not remembered: {}", e.getMessage());
        }
    }

    private void insert(Handle handle, LocalDate workDate, Map<String, Map<String, Duration>> read) {
        Instant now = database.now(handle);
        PreparedBatch batch = handle.prepareBatch("insert into known_minutes (work_date, user_id, read_at, minutes)"
                + " values (:workDate, :id, :now, :minutes) on conflict do nothing");
        read.forEach((id, own) -> batch.bind("workDate", workDate)
                .bind("id", id)
                .bind("now", now)
                .bind("minutes", text(own))
                .add());
        batch.execute();
    }

    private static boolean odd(String planId) {
        return planId.isEmpty() || planId.contains(" ") || planId.contains("\n");
    }

    private static String text(Map<String, Duration> minutes) {
        return minutes.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue().toSeconds())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, Duration> minutes(String text) {
        Map<String, Duration> minutes = new HashMap<>();
        for (String line : Texts.list(text)) {
            int space = line.indexOf(' ');
            minutes.put(line.substring(0, space), Duration.ofSeconds(Long.parseLong(line.substring(space + 1))));
        }
        return minutes;
    }
}
