package dev.rollcall.check;

import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Slots;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Which digests are still to come at a time at which their cutoff is no more? They were promised for that day before it was
 * moved. Thread-safe.
 */
public final class PromisedSlots {
    private final Slots slots;
    private final ZoneId zone;

    /** @param zone the zone of cutoffs */
    public PromisedSlots(Slots slots, ZoneId zone) {
        this.slots = slots;
        this.zone = zone;
    }

    /**
     * Those as of a time after {@code now} that have no outcome yet, in no order.
     *
     * @throws dev.rollcall.ledger.LedgerException if nobody knows
     */
    public List<Slot> after(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return today.minusDays(1)
                .datesUntil(today.plusDays(2))
                .flatMap(date -> slots.of(date).stream())
                .filter(slot -> slot.state() == SlotState.DUE && slot.asOf().isAfter(now))
                .toList();
    }
}
