package dev.rollcall.check;

import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of slots when the work on them fails: they are given back, and it is said once why. Thread-safe. */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(30);

    private final Sending sending;
    private final Set<SlotKey> told = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    Guard(Sending sending) {
        this.sending = sending;
    }

    /** From here on what fails was interrupted, and whoever stops gives the slots back. */
    void stop() {
        stopped = true;
    }

    /** Takes {@code step}; when all that it began has ended, nothing of {@code slots} is held on to, whatever happened. */
    CompletableFuture<Void> guarded(List<Slot> slots, Step step) {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        try {
            done = step.take();
        } catch (LedgerException e) {
            tell(slots, e);
            boolean anew = e.reason() == LedgerException.Reason.CORRUPT; // Its message cannot be gone on with.
            giveBack(slots, e.reason() == LedgerException.Reason.UNREACHABLE ? Duration.ZERO : SOON, null, anew);
        } catch (RuntimeException e) {
            failed(slots, e);
        }
        return done.whenComplete((nothing, failure) -> sending.letGo(slots));
    }

    private void failed(List<Slot> slots, RuntimeException e) {
        SlotKey first = slots.get(0).key();
        if (stopped) {
            LOG.debug("Stopped in the middle of {} and {} others", first, slots.size() - 1);
        } else {
            LOG.error("Work on {} and {} others failed; will be tried again", first, slots.size() - 1, e);
            giveBack(slots, AFTER_A_FAULT, "an error of the program, see the log", false);
        }
    }

    /** That the ledger cannot be reached says the heartbeat, once; what else is wrong with it, each slot once. */
    private void tell(List<Slot> slots, LedgerException e) {
        boolean known = e.reason() == LedgerException.Reason.UNREACHABLE || e.reason() == LedgerException.Reason.FULL;
        if (!known && told.add(slots.get(0).key())) {
            LOG.error("Slot {} and {} others wait: {}", slots.get(0).key(), slots.size() - 1, e.getMessage());
        } else {
            LOG.debug("{} slots are given back: {}", slots.size(), e.getMessage());
        }
    }

    /** {@code anew}: also what is frozen is due again; otherwise it is gone on with. */
    private void giveBack(List<Slot> slots, Duration pause, @Nullable String words, boolean anew) {
        for (Slot slot : slots) {
            boolean frozen = slot.state() == SlotState.FROZEN || slot.state() == SlotState.SENDING;
            if (slot.state().ended()) {
                sending.correctLater(slot.key(), pause);
            } else if (frozen && !anew) {
                sending.giveBack(slot.key(), pause);
            } else {
                sending.giveBack(slot.key(), words == null ? null : "REFUSED", words, pause);
            }
        }
    }

    /** What is done with slots. */
    interface Step {
        CompletableFuture<Void> take();
    }
}
