package dev.rollcall.check;

import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Standing;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Ties;
import dev.rollcall.message.FollowUp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
        return ledger.deliveries().taken(key, MessageKind.NOTICE);
    }

    /** Whether somebody said that the names of {@code key}, or of what it follows, may be posted whatever the guard says. */
    boolean released(SlotKey key) {
        return ledger.releases().released(key)
                || first(key).map(ledger.releases()::released).orElse(false);
    }

    /** Of whom leads know at {@code now} where they are on {@code workDate}, by user id. */
    Set<String> known(LocalDate workDate, Instant now) {
        return ledger.acknowledgements().of(workDate, now).keySet();
    }

    /** In which departments' groups the app robot is, as somebody has typed there, by id. */
    Set<Long> tied() {
        return ledger.ties().all().stream().map(Ties.Tie::department).collect(Collectors.toSet());
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
        boolean repeat =
                timetable.cutoff(key.cutoff()).map(CutoffConfig::repeat).orElse(false);
        Optional<Slot> slot = first(key).flatMap(ledger.slots()::find).filter(Past::read);
        return slot.flatMap(one -> ledger.rollCalls().of(one.key()))
                .map(kept -> new Followed(
                        new FollowUp(kept.asOf(), absent(kept.rollCall().findings())), repeat));
    }

    /**
     * Whether what {@code key}, as of {@code asOf}, follows has been begun or is due, and has no outcome yet. What is due later,
     * because its cutoff was moved today, is not waited for.
     */
    boolean underWay(SlotKey key, Instant asOf) {
        return first(key)
                .flatMap(ledger.slots()::find)
                .filter(slot -> !slot.state().ended() && !slot.asOf().isAfter(asOf))
                .isPresent();
    }

    /** What the configuration says that {@code key} follows. */
    private Optional<SlotKey> first(SlotKey key) {
        return timetable
                .cutoff(key.cutoff())
                .flatMap(cutoff -> Optional.ofNullable(cutoff.follows()))
                .map(follows -> new SlotKey(key.department(), key.workDate(), follows));
    }

    /** A silent slot had nothing to add to what the group had read, unless somebody had muted it. */
    private static boolean read(Slot slot) {
        boolean silent = slot.state() == SlotState.SILENT && !SlotWork.MUTED.equals(slot.reason());
        return !slot.held() && (slot.state() == SlotState.SENT || silent);
    }

    private static Set<String> absent(List<Finding> findings) {
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
