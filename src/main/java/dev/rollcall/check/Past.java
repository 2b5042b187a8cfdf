package dev.rollcall.check;

import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Standing;
import dev.rollcall.ledger.Deliveries;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.message.FollowUp;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What has been posted before, as far as a new digest depends on it. Reads the ledger; thread-safe. */
final class Past {
    private final Ledger ledger;
    private final Timetable timetable;

    Past(Ledger ledger, Timetable timetable) {
        this.ledger = ledger;
        this.timetable = timetable;
    }

    /** Whether the slot's one notice has been taken. */
    boolean noticed(SlotKey key) {
        return ledger.deliveries()
                .of(key, MessageKind.NOTICE)
                .filter(Deliveries.Kept::sent)
                .isPresent();
    }

    /** Whether a digest of that day has mentioned anybody in the department's group. */
    boolean mentioned(long department, LocalDate workDate) {
        return ledger.deliveries().mentioned(department, workDate);
    }

    /**
     * What {@code key} follows: only a digest that the group has read. Where that failed, was missed or is held back,
     * the follow-up is a whole digest.
     */
    Optional<Followed> followed(SlotKey key) {
        CutoffConfig cutoff = timetable.cutoff(key.cutoff()).orElse(null);
        if (cutoff == null || cutoff.follows() == null) {
            return Optional.empty();
        }
        SlotKey first = new SlotKey(key.department(), key.workDate(), cutoff.follows());
        Optional<Slot> slot = ledger.slots().find(first).filter(Past::read);
        return slot.flatMap(one -> ledger.rollCalls().of(first))
                .map(kept -> new Followed(
                        new FollowUp(kept.asOf(), absent(kept.rollCall().findings())), cutoff.repeat()));
    }

    /** A silent slot had nothing to add to what the group had read. */
    private static boolean read(Slot slot) {
        return !slot.held() && (slot.state() == SlotState.SENT || slot.state() == SlotState.SILENT);
    }

    private static Set<String> absent(java.util.List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.standing() == Standing.ABSENT)
                .map(finding -> finding.employee().id())
                .collect(Collectors.toSet());
    }

    /**
     * What a follow-up looks back at.
     *
     * @param repeat whether it is posted although nothing changed
     */
    record Followed(FollowUp then, boolean repeat) {}
}
