package dev.rollcall.ledger;

import dev.rollcall.absence.Answers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What DingTalk has answered within the roll calls of one cutoff: what a process that died in the middle had been told
 * lately need not be asked again by the one that takes over. Answers of a process that lives are its own.
 *
 * <p>While the ledger cannot be reached there is nothing to recall. Thread-safe.
 */
public final class CheckAnswers implements Answers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckAnswers.class);

    /** An answer that is older may have been overtaken. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final Database database;
    private final UUID process;
    private final LocalDate workDate;
    private final String cutoff;
    private final Map<String, String> found = new ConcurrentHashMap<>();

    CheckAnswers(Database database, UUID process, LocalDate workDate, String cutoff) {
        this.database = database;
        this.process = process;
        this.workDate = workDate;
        this.cutoff = cutoff;
        try {
            load();
        } catch (LedgerException e) {
            LOG.debug("Beginning anew: {}", e.getMessage());
        }
    }

    private void load() {
        database.run("recall answers", handle -> {
            Instant now = database.now(handle);
            handle.createQuery("select path, question, answer from answer where work_date = :workDate"
                            + " and cutoff = :cutoff and process <> :process and kept_at > :since"
                            + " and not exists (select 1 from process p"
                            + "  where p.id = answer.process and p.beat_at > :aliveSince)")
                    .bind("workDate", workDate)
                    .bind("cutoff", cutoff)
                    .bind("process", process)
                    .bind("since", now.minus(FRESH))
                    .bind("aliveSince", now.minus(Slots.LEASE))
                    .map((row, context) ->
                            Map.entry(row.getString("path") + " " + row.getString("question"), row.getString("answer")))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        });
        if (!found.isEmpty()) {
            LOG.info("Cutoff '{}' of {}: {} answers of a process that died are used", cutoff, workDate, found.size());
        }
    }

    @Override
    public Optional<String> recall(String path, String question) {
        return Optional.ofNullable(found.remove(path + " " + Texts.hash(question)));
    }

    @Override
    public void keep(String path, String question, String answer) {
        try {
            database.run("keep an answer", handle -> {
                Instant now = database.now(handle);
                handle.createUpdate("delete from answer where work_date = :workDate and cutoff = :cutoff"
                                + " and path = :path and question = :question and process = :process")
                        .bind("workDate", workDate)
                        .bind("cutoff", cutoff)
                        .bind("path", path)
                        .bind("question", Texts.hash(question))
                        .bind("process", process)
                        .execute();
                handle.createUpdate("insert into answer (work_date, cutoff, path, question, process, kept_at, answer)"
                                + " values (:workDate, :cutoff, :path, :question, :process, :now, :answer)"
                                + " on conflict do nothing")
                        .bind("workDate", workDate)
                        .bind("cutoff", cutoff)
                        .bind("path", path)
                        .bind("question", Texts.hash(question))
                        .bind("process", process)
                        .bind("now", now)
                        .bind("answer", answer)
                        .execute();
            });
        } catch (LedgerException e) {
            LOG.debug("Not kept, would be asked again: {}", e.getMessage());
        }
    }

    /** The roll call has ended: nobody needs them any more. */
    @Override
    public void close() {
        try {
            database.run(
                    "drop answers",
                    handle -> handle.createUpdate("delete from answer where work_date = :workDate and cutoff = :cutoff"
                                    + " and (process = :process or kept_at < :old)")
                            .bind("workDate", workDate)
                            .bind("cutoff", cutoff)
                            .bind("process", process)
                            .bind("old", database.now(handle).minus(FRESH))
                            .execute());
        } catch (LedgerException e) {
            LOG.debug("Left to the nightly clean-up: {}", e.getMessage());
        }
    }
}
