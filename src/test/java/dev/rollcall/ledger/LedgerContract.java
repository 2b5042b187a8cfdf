package dev.rollcall.ledger;

import static dev.rollcall.ledger.Cast.CUTOFF;
import static dev.rollcall.ledger.Cast.SLOT;
import static dev.rollcall.ledger.Cast.digest;
import static dev.rollcall.ledger.Cast.planned;
import static dev.rollcall.ledger.Cast.rollCall;
import static dev.rollcall.ledger.Cast.rolled;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every database under the ledger must do alike: each part of the contract is run on the embedded one and on a real
 * PostgreSQL. Time passes by setting what is written down back, so nobody waits.
 */
abstract class LedgerContract {
    final Place place;
    final Ledger ledger;
    final Ledger other;
    final Sql sql;

    LedgerContract(Place place) {
        this.place = place;
        ledger = place.ledger;
        other = place.other;
        sql = place.sql;
    }

    @BeforeEach
    void beginAnew() {
        place.empty();
    }

    void alive(UUID... processes) {
        for (UUID process : processes) {
            ledger.slots().renew(process);
        }
    }

    /** The last sign of life of {@code process} was {@code ago}. */
    void silentFor(UUID process, Duration ago) {
        alive(process);
        sql.run(
                "update process set beat_at = beat_at - interval '" + ago.toSeconds() + "' second where id = ?",
                process);
    }

    /** Plans {@code key} and claims it for {@code process}. */
    void claimed(UUID process, SlotKey key) {
        ledger.slots().plan(List.of(planned(key)));
        ledger.slots().claimThese(process, List.of(planned(key)));
    }

    /** The digest of a slot that {@code process}, which lives, has claimed. */
    Frozen frozen(UUID process, SlotKey key) {
        alive(process);
        claimed(process, key);
        Frozen digest = digest(key);
        ledger.rollCalls().freeze(process, rollCall(List.of()), List.of(rolled(key, digest)));
        return digest;
    }

    Slot kept() {
        return kept(SLOT);
    }

    Slot kept(SlotKey key) {
        return ledger.slots().find(key).orElseThrow();
    }

    /** Claims all that waits at the cutoff. */
    List<SlotKey> claim(UUID process) {
        return Cast.keys(ledger.slots().claim(process, CUTOFF));
    }

    /** The ledger of one of many threads: half of them have the first, half the second. */
    Ledger of(int thread) {
        return thread % 2 == 0 ? ledger : other;
    }

    /** Runs {@code work} in as many threads at once, each with its number, and returns what they return. */
    static <T> List<T> together(int threads, IntFunction<T> work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                all.add(() -> work.apply(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : pool.invokeAll(all)) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }
}
