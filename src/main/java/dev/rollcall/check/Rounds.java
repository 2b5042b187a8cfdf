package dev.rollcall.check;

import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.trace.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One look at the ledger after the other: writes down what is due, ends what is too late, claims what nobody works on,
 * hands it out, has a watchdog outside told of what ended well, and has begun what is asked ahead of cutoffs. Whoever wakes
 * it, and however often, changes nothing but how soon that happens. Thread-safe.
 */
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    /** How long HR's roll-up waits for the departments' digests before it goes without the news of the slow ones. */
    private static final Duration TIDYING = Duration.ofMinutes(10);

    /** The hour in which the database may be away for a moment. */
    private static final int NIGHT = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long it waits for roll calls that nobody makes. */
    private static final Duration LONGEST = Duration.ofSeconds(150);

    private final Ledger ledger;
    private final UUID process;
    private final SlotPlanner planner;
    private final SlotWork work;
    private final SweepAhead ahead;
    private final NightlyContacts contacts;
    private final Failures failures;
    private final Witness witness;
    private final int keepDays;
    private final ZoneId zone;
    private final Clock clock;
    private final Executor executor;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile boolean stopped;
    private LocalDate purged = LocalDate.MIN;
    private LocalDate roomMade = LocalDate.MIN;
    private Instant tidied = Instant.EPOCH;

    Rounds(
            Ledger ledger,
            UUID process,
            SlotPlanner planner,
            SlotWork work,
            SweepAhead ahead,
            NightlyContacts contacts,
            Failures failures,
            Witness witness,
            int keepDays,
            ZoneId zone,
            Clock clock,
            Executor executor) {
        this.ledger = ledger;
        this.process = process;
        this.planner = planner;
        this.work = work;
        this.ahead = ahead;
        this.contacts = contacts;
        this.failures = failures;
        this.witness = witness;
        this.keepDays = keepDays;
        this.zone = zone;
        this.clock = clock;
        this.executor = executor;
    }

    /** From here on no cutoff is lost, also if the process ends before its first round. */
    synchronized void begin() {
        try {
            planner.begin();
        } catch (LedgerException e) {
            LOG.debug("The first round does it: {}", e.getMessage());
        }
    }

    /** Has a round made soon, on another thread; many wishes make one round. */
    void wake() {
        if (wanted.compareAndSet(false, true)) {
            // Who wakes it is in the middle of something; the round is not a part of that.
            elsewhere(Trace.none().around(() -> {
                try {
                    round();
                } catch (LedgerException e) {
                    LOG.debug("The next beat tries again: {}", e.getMessage());
                }
            }));
        }
    }

    /**
     * Makes one round.
     *
     * @throws LedgerException if the ledger cannot be reached; nothing is lost, the next round does it
     */
    synchronized void round() {
        wanted.set(false); // Whoever waits for this one to end makes the next, for all that wake meanwhile.
        if (stopped) {
            return;
        }
        Instant now = clock.instant();
        planner.plan(now);
        failures.expire(now);
        distribute(ledger.slots().claim(process, now));
        distribute(ledger.slots().claimRollUps(process, now, PATIENCE, LONGEST));
        failures.tell();
        witness.look(now);
        ahead.look(now);
        contacts.look(now);
        tidy(now);
    }

    /** From here on nothing is claimed; what is under way goes on. */
    void finish() {
        stopped = true;
        ledger.slots().finishes(process);
    }

    /** From here on nothing is claimed, and what fails was interrupted. */
    void stop() {
        stopped = true;
        work.stop();
    }

    private void distribute(List<Slot> claimed) {
        List<Slot> fresh = new ArrayList<>();
        List<Slot> posted = new ArrayList<>();
        for (Slot slot : claimed) {
            if (slot.state().ended()) {
                posted.add(slot);
            } else if (slot.state() == SlotState.FROZEN || slot.state() == SlotState.SENDING) {
                handOut(List.of(slot), () -> work.resume(slot));
            } else if (slot.key().ofCompany()) {
                handOut(List.of(slot), () -> work.rollUp(slot));
            } else {
                fresh.add(slot);
            }
        }
        byCutoff(fresh).forEach(slots -> handOut(slots, () -> work.rollCall(slots)));
        byCutoff(posted).forEach(slots -> handOut(slots, () -> work.correct(slots)));
    }

    /** Slots of one cutoff and date share a reading. */
    private static Collection<List<Slot>> byCutoff(List<Slot> slots) {
        Map<List<Object>, List<Slot>> groups = new LinkedHashMap<>();
        slots.forEach(slot -> groups.computeIfAbsent(
                        List.of(slot.key().cutoff(), slot.key().workDate(), slot.asOf()), any -> new ArrayList<>())
                .add(slot));
        return groups.values();
    }

    /** Has {@code piece} worked on elsewhere; when {@code slots} have moved on, there may be more to do. */
    private void handOut(List<Slot> slots, Supplier<CompletableFuture<Void>> piece) {
        elsewhere(trace(slots).around(() -> {
            CompletableFuture<Void> sent = piece.get();
            wake();
            CompletableFuture<Void> unused = sent.whenComplete((nothing, failure) -> wake());
        }));
    }

    /** Whatever is done for one cutoff belongs together. */
    private static Trace trace(List<Slot> slots) {
        SlotKey any = slots.get(0).key();
        return slots.size() == 1 ? any.trace().department(any.department()) : any.trace();
    }

    private void elsewhere(Runnable piece) {
        try {
            executor.execute(piece);
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopping: what is claimed is given back");
        }
    }

    /** Once a day what is older than it may be goes; what is of no use any more, every ten minutes. */
    private void tidy(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        boolean fresh = !today.equals(purged);
        boolean night = now.atZone(zone).getHour() == NIGHT && !today.equals(roomMade);
        if (fresh || Duration.between(tidied, now).abs().compareTo(TIDYING) >= 0) {
            purged = today;
            tidied = now;
            roomMade = night ? today : roomMade;
            elsewhere(() -> {
                try {
                    ledger.retention().tidy();
                    if (fresh) {
                        int rows = ledger.retention().purge(today.minusDays(keepDays));
                        LOG.debug("{} rows older than {} days are deleted", rows, keepDays);
                    }
                    if (night) {
                        ledger.retention().makeRoom();
                    }
                } catch (LedgerException e) {
                    // That the ledger cannot be reached says the heartbeat.
                    LOG.atLevel(e.retryable() || stopped ? Level.DEBUG : Level.WARN)
                            .log("Old rows stay for another while: {}", e.getMessage());
                }
            });
        }
    }
}
