package dev.rollcall.check;

import dev.rollcall.delivery.Unwritten;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Witnessed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a watchdog outside hear of every cutoff that ended well? It notices by that silence which nobody here can tell of: a
 * dead process, a machine without a network.
 *
 * <p>Each cutoff of which every slot was sent or had nothing to say is told once, by one of all processes; what fails is
 * tried again for five minutes and then said in the log. A process that is killed between telling and writing that down
 * tells once more. Of a cutoff that ended badly, or had nobody to post to, nothing is told, nor of what somebody posted by
 * hand before the cutoff itself has come. Thread-safe; the telling is done
 * elsewhere.
 */
final class Witness {
    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** What ended longer ago is no sign of life any more. */
    private static final Duration NEWS = Duration.ofHours(12);

    /** Of so many work dates there may be slots that have ended lately: {@code max_late} may be long. */
    private static final int DAYS = 3;

    private final Ledger ledger;
    private final Timetable timetable;
    private final @Nullable Supplier<Optional<String>> tell;
    private final Unwritten unwritten;
    private final Executor executor;
    private Instant looked = Instant.EPOCH;

    /** @param tell tells the watchdog once; why it did not hear, empty where it did; null: there is none */
    Witness(
            Ledger ledger,
            Timetable timetable,
            @Nullable Supplier<Optional<String>> tell,
            Unwritten unwritten,
            Executor executor) {
        this.ledger = ledger;
        this.timetable = timetable;
        this.tell = tell;
        this.unwritten = unwritten;
        this.executor = executor;
    }

    /**
     * Begins to tell, on another thread, of what has ended well by {@code now}.
     *
     * @throws LedgerException if the ledger cannot be reached; the next look does it
     */
    synchronized void look(Instant now) {
        Supplier<Optional<String>> watchdog = tell;
        if (watchdog == null || Duration.between(looked, now).abs().compareTo(PAUSE) < 0) {
            return;
        }
        LocalDate first = now.atZone(timetable.zone()).toLocalDate().minusDays(DAYS);
        for (Witnessed.Turn turn : ledger.witnessed().claim(timetable.cutoffs().keySet(), first, now.minus(NEWS))) {
            try {
                executor.execute(() -> tell(watchdog, turn));
            } catch (RejectedExecutionException e) {
                LOG.debug("Stopping: whoever starts next tells of cutoff '{}' of {}", turn.cutoff(), turn.workDate());
            }
        }
        looked = now;
    }

    private void tell(Supplier<Optional<String>> watchdog, Witnessed.Turn turn) {
        Optional<String> failure = watchdog.get();
        if (failure.isPresent() && !turn.last()) {
            LOG.debug("Cutoff '{}' of {} ended well: {}; tried again", turn.cutoff(), turn.workDate(), failure.get());
            return;
        }
        failure.ifPresent(why -> LOG.warn(
                "Cutoff '{}' of {} ended well, and the watchdog at web.heartbeat_url was not told: {}; will not retry",
                turn.cutoff(),
                turn.workDate(),
                why));
        unwritten.write(() -> ledger.witnessed().close(turn));
    }
}
