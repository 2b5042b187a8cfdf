package dev.rollcall.check;

import dev.rollcall.delivery.Deliverer;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.delivery.LedgerJournal;
import dev.rollcall.delivery.Outcome;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.delivery.Unwritten;
import dev.rollcall.ledger.Deliveries.Finished;
import dev.rollcall.ledger.Frozen;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Slots.Ending;
import dev.rollcall.trace.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends frozen messages and writes down what becomes of their slots: after every outcome exactly one next state.
 * Thread-safe; returns at once.
 */
final class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    /** Seconds: what is to be tried again is at the next multiple of these. */
    private static final long TOGETHER = 5;

    /** A notice that there is no list is worth so much time; then the list is tried again. */
    private static final Duration NOTICE = Duration.ofSeconds(60);

    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(15);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(2);

    private final Ledger ledger;
    private final Deliverer deliverer;
    private final Unwritten unwritten;
    private final UUID process;
    private final Timetable timetable;
    private final Clock clock;
    private final Executor executor;
    private final DigestWatch watch;
    private int underWay;
    private volatile boolean serving;

    Sending(
            Ledger ledger,
            Deliverer deliverer,
            Unwritten unwritten,
            UUID process,
            Timetable timetable,
            Clock clock,
            Executor executor,
            DigestWatch watch) {
        this.ledger = ledger;
        this.deliverer = deliverer;
        this.unwritten = unwritten;
        this.process = process;
        this.timetable = timetable;
        this.clock = clock;
        this.executor = executor;
        this.watch = watch;
    }

    /** From here on what is given back is worked on again. */
    void serve() {
        serving = true;
    }

    /**
     * Sends {@code message}.
     *
     * @return completes when the outcome is written down, or kept to be written
     */
    CompletableFuture<Outcome> send(Frozen message, Recipient recipient, Work work) {
        return send(message, recipient, work, () -> outdated(message, work));
    }

    /** As {@link #send(Frozen, Recipient, Work)}, where an attempt has been made: the text is as it is. */
    CompletableFuture<Outcome> sendOn(Frozen message, Recipient recipient, Work work) {
        return send(message, recipient, work, () -> false);
    }

    private CompletableFuture<Outcome> send(Frozen message, Recipient recipient, Work work, BooleanSupplier outdated) {
        Duration worth = Duration.between(clock.instant(), work.until());
        boolean notice = message.kind() == MessageKind.NOTICE && work.again();
        Duration time = notice && worth.compareTo(NOTICE) > 0 ? NOTICE : worth;
        LedgerJournal journal =
                new LedgerJournal(ledger.deliveries(), unwritten, process, message, recipient, outdated);
        Trace trace = Trace.current().department(message.slot().department());
        underWay(1);
        return trace.get(() -> deliverer.deliver(
                        recipient,
                        message.message(),
                        message.plain(),
                        message.msgUuid(),
                        journal,
                        time.isNegative() ? Duration.ZERO : time))
                .thenApplyAsync(
                        trace.around(outcome -> {
                            settle(message, work, outcome);
                            return outcome;
                        }),
                        executor)
                .whenComplete((outcome, failure) -> underWay(-1));
    }

    /** By now it would have to say that it is late, or later, and not to name those who have come since. */
    private boolean outdated(Frozen message, Work work) {
        Instant saidFor = work.late() ? work.madeAt() : work.asOf();
        return serving && message.kind() == MessageKind.DIGEST && timetable.late(saidFor, clock.instant());
    }

    private synchronized void underWay(int more) {
        underWay += more;
        notifyAll();
    }

    /** Waits a moment for what has ended to be written down; the deliverer must have been closed. */
    void settle() {
        try {
            awaitNone(MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until every message that was begun has ended and that is written down, {@code longest} at most. */
    synchronized void awaitNone(Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (underWay > 0 && until - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
        }
    }

    private void settle(Frozen message, Work work, Outcome outcome) {
        if (outcome.reason() == Reason.TAKEN_OVER || outcome.reason() == Reason.STOPPED) {
            LOG.debug("Slot {} is left to another process: {}", message.slot(), outcome.words());
            letGo(message.slot());
            return;
        }
        if (outcome.reason() == Reason.OUTDATED) {
            giveBack(message.slot(), null, null, Duration.ZERO);
            return;
        }
        Instant now = clock.instant();
        String reason = outcome.reason() == null ? null : outcome.reason().name();
        Finished finished = new Finished(message.msgUuid(), outcome.delivered(), reason, outcome.words(), now);
        switch (message.kind()) {
            case DIGEST -> end(message.slot(), work, outcome, finished);
            case NOTICE -> noticed(message.slot(), work, outcome, finished);
            case CORRECTION -> corrected(message.slot(), outcome, finished);
        }
    }

    private void end(SlotKey key, Work work, Outcome outcome, Finished finished) {
        Instant now = finished.at();
        if (outcome.delivered()) {
            boolean late = work.late() || timetable.late(work.asOf(), now);
            end(key, sent(now, late, work.names() && !outcome.plain()), finished);
            watch.left(Duration.between(work.asOf(), now), late);
        } else {
            LOG.error("Cannot deliver digest {}: {}; will not retry", key, outcome.words());
            String reason = String.valueOf(outcome.reason());
            end(key, new Ending(SlotState.FAILED, now, false, reason, outcome.words(), null), finished);
        }
    }

    /** Ends the slot of {@code digest}, which is known to have been sent. */
    void sent(Frozen digest, boolean late, boolean names) {
        Instant now = clock.instant();
        end(digest.slot(), sent(now, late, names), new Finished(digest.msgUuid(), true, null, null, now));
    }

    /** {@code names}: those whom it names are read again later. */
    private Ending sent(Instant now, boolean late, boolean names) {
        boolean correct = names && !timetable.correctAfter().isZero();
        Instant correctAt = correct ? now.plus(timetable.correctAfter()) : null;
        return new Ending(SlotState.SENT, now, late, null, null, correctAt);
    }

    private void noticed(SlotKey key, Work work, Outcome outcome, Finished finished) {
        boolean gone = !outcome.delivered() && outcome.reason() != Reason.DEADLINE;
        if (gone || !work.again()) {
            end(key, work, outcome, finished);
        } else {
            again(key, work, finished);
        }
    }

    private void corrected(SlotKey key, Outcome outcome, Finished finished) {
        if (!outcome.delivered()) {
            LOG.error("Cannot deliver the correction of {}: {}; will not retry", key, outcome.words());
        }
        unwritten.write(() -> ledger.slots().corrected(process, key, null, finished));
    }

    /**
     * Ends {@code key}, now or as soon as it can be written.
     *
     * @param finished what has become of its message; null where there was none
     */
    void end(SlotKey key, Ending ending, @Nullable Finished finished) {
        unwritten.write(() -> {
            if (!ledger.slots().end(process, key, ending, finished)) {
                LOG.debug("Slot {} is another process's by now", key);
            }
        });
    }

    /**
     * There is no list: the roll call is made again soon, and seldomer the longer it lasts. Departments that lack the
     * same data wait for the same moment, so that one reading does for all of them.
     */
    void again(SlotKey key, Work work, @Nullable Finished notice) {
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(work.tries(), 5));
        Instant next = clock.instant().plus(pause.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : pause);
        Instant together = Instant.ofEpochSecond((next.getEpochSecond() / TOGETHER + 1) * TOGETHER);
        unwritten.write(() -> ledger.slots().later(process, key, together, "DATA", work.trouble(), notice));
    }

    /** Gives {@code key} back to be worked on at once: this attempt at it came to nothing. */
    void giveBack(SlotKey key, @Nullable String reason, @Nullable String words, Duration pause) {
        unwritten.write(() -> ledger.slots().later(process, key, clock.instant().plus(pause), reason, words, null));
    }

    /** Gives {@code key} back as it is: if its message is frozen, that is gone on with. */
    void giveBack(SlotKey key, Duration pause) {
        unwritten.write(
                () -> ledger.slots().giveBack(process, key, clock.instant().plus(pause)));
    }

    /** Nothing more is done about {@code key} here: whoever has it by now goes on, and if nobody has, whoever comes. */
    void letGo(SlotKey key) {
        unwritten.write(() -> ledger.slots().letGo(process, key));
    }

    /** The work on {@code slots} is over, and what has become of them is written down or waits to be. */
    void letGo(List<Slot> slots) {
        unwritten.write(() -> ledger.slots().letGo(process, slots));
    }

    /** Puts off the correction of {@code key}: this attempt at it came to nothing. */
    void correctLater(SlotKey key, Duration pause) {
        unwritten.write(
                () -> ledger.slots().corrected(process, key, clock.instant().plus(pause), null));
    }

    /**
     * What a message is sent for.
     *
     * @param asOf the cutoff
     * @param until until when an attempt may begin
     * @param madeAt when its text was made; of a late one, when it says that it is posted
     * @param late whether it is posted late
     * @param names whether somebody is named, so that a correction may be needed
     * @param again whether the roll call has to be made again afterwards
     * @param tries roll calls before this one that gave no list
     * @param trouble why there is no list; null where there is one
     */
    record Work(
            Instant asOf,
            Instant until,
            Instant madeAt,
            boolean late,
            boolean names,
            boolean again,
            int tries,
            @Nullable String trouble) {}
}
